package main

import (
	"os"
	"path/filepath"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// objects are the parts of one kustomization, by kind.
type objects struct {
	configMaps, secrets, services, accounts map[string]bool
	brokers                                 string
	serviceList                             []*corev1.Service
	workloads                               []workload
	budgets                                 []*policyv1.PodDisruptionBudget
	policies                                []*networkingv1.NetworkPolicy
	scalers                                 []*autoscalingv2.HorizontalPodAutoscaler
	ingresses                               []*networkingv1.Ingress
}

// workload is anything that makes pods.
type workload struct {
	kind, name, serviceName string
	selector                map[string]string
	pod                     corev1.PodTemplateSpec
}

// checkKubernetes builds the base and every overlay; the rules of this house are checked on overlays, which are whole.
func checkKubernetes(found *report, folder string) {
	build(found, filepath.Join(folder, "base"), false)
	overlays, err := os.ReadDir(filepath.Join(folder, "overlays"))
	found.demand(err == nil && len(overlays) > 0, folder, "has no overlay")
	for _, overlay := range overlays {
		build(found, filepath.Join(folder, "overlays", overlay.Name()), true)
	}
}

func build(found *report, folder string, whole bool) {
	where := "kubernetes/" + filepath.Base(folder)
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		found.problem(where, "does not build: %v", err)
		return
	}
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{corev1.AddToScheme, appsv1.AddToScheme, networkingv1.AddToScheme, policyv1.AddToScheme, autoscalingv2.AddToScheme} {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	strict := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Yaml: true, Strict: true})
	all := objects{configMaps: map[string]bool{}, secrets: map[string]bool{}, services: map[string]bool{}, accounts: map[string]bool{}}
	for _, resource := range resources.Resources() {
		name := where + ": " + resource.GetKind() + "/" + resource.GetName()
		text, err := resource.AsYAML()
		if err != nil {
			found.problem(name, "%v", err)
			continue
		}
		object, _, err := strict.Decode(text, nil, nil)
		if err != nil {
			found.problem(name, "is not what Kubernetes takes: %v", err)
			continue
		}
		found.count("Kubernetes objects")
		all.add(found, name, object)
	}
	if whole {
		all.check(found, where)
	}
}

func (all *objects) add(found *report, where string, object runtime.Object) {
	switch it := object.(type) {
	case *corev1.ConfigMap:
		all.configMaps[it.Name] = true
		all.brokers += it.Data["ZHIHENG_KAFKA_BROKERS"]
	case *corev1.Secret:
		all.secrets[it.Name] = true
	case *corev1.Service:
		all.services[it.Name] = true
		all.serviceList = append(all.serviceList, it)
	case *corev1.ServiceAccount:
		all.accounts[it.Name] = true
		found.demand(it.AutomountServiceAccountToken != nil && !*it.AutomountServiceAccountToken, where, "hands out a token")
	case *appsv1.StatefulSet:
		found.demand(len(it.Spec.VolumeClaimTemplates) > 0, where, "has no volume of its own")
		all.workloads = append(all.workloads, workload{"StatefulSet", it.Name, it.Spec.ServiceName, it.Spec.Selector.MatchLabels, it.Spec.Template})
	case *appsv1.Deployment:
		all.workloads = append(all.workloads, workload{"Deployment", it.Name, "", it.Spec.Selector.MatchLabels, it.Spec.Template})
	case *policyv1.PodDisruptionBudget:
		all.budgets = append(all.budgets, it)
	case *networkingv1.NetworkPolicy:
		all.policies = append(all.policies, it)
	case *networkingv1.Ingress:
		all.ingresses = append(all.ingresses, it)
	case *autoscalingv2.HorizontalPodAutoscaler:
		all.scalers = append(all.scalers, it)
	case *corev1.Namespace:
		found.demand(it.Labels["pod-security.kubernetes.io/enforce"] == "restricted", where, "does not enforce the restricted standard for pods")
	default:
		found.problem(where, "is of a kind that this check does not know")
	}
}
