package main

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

func selects(selector *metav1.LabelSelector, of map[string]string) bool {
	read, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && read.Matches(labels.Set(of))
}

// check holds one whole kustomization against the rules of this house.
func (all *objects) check(found *report, where string) {
	found.demand(len(all.workloads) > 0, where, "has no workload")
	for _, it := range all.workloads {
		name := where + ": " + it.kind + "/" + it.name
		found.demand(labels.SelectorFromSet(it.selector).Matches(labels.Set(it.pod.Labels)), name, "does not select its own pods")
		found.demand(it.serviceName == "" || all.services[it.serviceName], name, "names the Service %q, which is not there", it.serviceName)
		all.checkPod(found, name, it.pod.Spec)
		all.checkSurroundings(found, name, it)
	}
	for _, service := range all.serviceList {
		all.checkService(found, where+": Service/"+service.Name, service)
	}
	for _, scaler := range all.scalers {
		target, there := scaler.Spec.ScaleTargetRef, false
		for _, it := range all.workloads {
			there = there || (it.kind == target.Kind && it.name == target.Name)
		}
		found.demand(there, where+": HorizontalPodAutoscaler/"+scaler.Name, "scales %s/%s, which is not there", target.Kind, target.Name)
	}
	for _, ingress := range all.ingresses {
		for _, rule := range ingress.Spec.Rules {
			for _, path := range rule.HTTP.Paths {
				found.demand(path.Backend.Service != nil && all.services[path.Backend.Service.Name], where+": Ingress/"+ingress.Name, "sends %s to a Service that is not there", path.Path)
			}
		}
	}
}

// checkSurroundings: a budget, a spread over machines, and named ways in and out beside the rule that closes everything.
func (all *objects) checkSurroundings(found *report, where string, it workload) {
	budget := false
	for _, candidate := range all.budgets {
		budget = budget || selects(candidate.Spec.Selector, it.pod.Labels)
	}
	found.demand(budget, where, "has no disruption budget")
	found.demand(len(it.pod.Spec.TopologySpreadConstraints) > 0, where, "may end up on one machine")
	for _, spread := range it.pod.Spec.TopologySpreadConstraints {
		found.demand(selects(spread.LabelSelector, it.pod.Labels), where, "spreads other pods than its own over %s", spread.TopologyKey)
	}
	closed, ways, reached := map[networkingv1.PolicyType]bool{}, map[networkingv1.PolicyType]bool{}, map[string]bool{}
	for _, policy := range all.policies {
		if !selects(&policy.Spec.PodSelector, it.pod.Labels) {
			continue
		}
		for _, rule := range policy.Spec.Egress {
			for _, port := range rule.Ports {
				reached[port.Port.String()] = true
			}
		}
		for _, direction := range policy.Spec.PolicyTypes {
			rules := len(policy.Spec.Ingress)
			if direction == networkingv1.PolicyTypeEgress {
				rules = len(policy.Spec.Egress)
			}
			if rules == 0 {
				closed[direction] = true
			} else {
				ways[direction] = true
			}
		}
	}
	for _, direction := range []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress} {
		found.demand(closed[direction], where, "is not closed by default: %s", direction)
		found.demand(ways[direction], where, "has no named way: %s", direction)
	}
	for _, port := range append(brokerPorts(all.brokers), "53", "2113", "27017") {
		found.demand(reached[port], where, "has no way to the port %s", port)
	}
}

// brokerPorts: ports in a list of host:port with commas between.
func brokerPorts(brokers string) []string {
	ports := []string{}
	for _, broker := range strings.Split(brokers, ",") {
		ports = append(ports, broker[strings.LastIndex(broker, ":")+1:])
	}
	return ports
}

func (all *objects) checkService(found *report, where string, service *corev1.Service) {
	// A Service that answers nothing keeps paths from the outside.
	if strings.HasSuffix(service.Name, "-nowhere") {
		return
	}
	served := false
	for _, it := range all.workloads {
		if !labels.SelectorFromSet(service.Spec.Selector).Matches(labels.Set(it.pod.Labels)) {
			continue
		}
		served = true
		for _, port := range service.Spec.Ports {
			found.demand(hasPort(it.pod.Spec, port.TargetPort.String()), where, "leads to the port %s, which %s does not have", port.TargetPort.String(), it.name)
		}
	}
	found.demand(served, where, "selects no pod")
}

func hasPort(pod corev1.PodSpec, wanted string) bool {
	for _, container := range pod.Containers {
		for _, port := range container.Ports {
			if port.Name == wanted {
				return true
			}
		}
	}
	return false
}
