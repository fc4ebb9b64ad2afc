package main

import (
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

var pinned = regexp.MustCompile(`(:v?[0-9][\w.-]*|@sha256:[0-9a-f]{64})$`)
var secretName = regexp.MustCompile(`(?i)(password|secret|token|sasl|_url)$`)

func (all *objects) checkPod(found *report, where string, pod corev1.PodSpec) {
	found.demand(all.accounts[pod.ServiceAccountName], where, "runs under the account %q, which is not there", pod.ServiceAccountName)
	found.demand(pod.AutomountServiceAccountToken != nil && !*pod.AutomountServiceAccountToken, where, "mounts a token")
	found.demand(!pod.HostNetwork && !pod.HostPID && !pod.HostIPC, where, "shares something with its machine")
	security := pod.SecurityContext
	found.demand(security != nil && security.RunAsNonRoot != nil && *security.RunAsNonRoot && security.RunAsUser != nil && *security.RunAsUser > 0, where, "may run as root")
	found.demand(security != nil && security.SeccompProfile != nil && security.SeccompProfile.Type == corev1.SeccompProfileTypeRuntimeDefault, where, "has no seccomp profile")
	volumes := map[string]bool{"data": true}
	for _, volume := range pod.Volumes {
		volumes[volume.Name] = true
		found.demand(volume.HostPath == nil, where, "mounts a folder of its machine: %s", volume.Name)
		found.demand(volume.Secret == nil || all.secrets[volume.Secret.SecretName], where, "mounts a Secret that is not there: %s", volume.Name)
		found.demand(volume.EmptyDir == nil || volume.EmptyDir.SizeLimit != nil, where, "has a temporary folder without a limit: %s", volume.Name)
	}
	found.demand(len(pod.Containers) > 0, where, "has no container")
	for _, container := range append(append([]corev1.Container{}, pod.InitContainers...), pod.Containers...) {
		all.checkContainerOf(found, where+": "+container.Name, container)
		for _, mount := range container.VolumeMounts {
			found.demand(volumes[mount.Name], where, "mounts %s, which is no volume of it", mount.Name)
		}
	}
	for _, container := range pod.Containers {
		name := where + ": " + container.Name
		for kind, probe := range map[string]*corev1.Probe{"startup": container.StartupProbe, "readiness": container.ReadinessProbe, "liveness": container.LivenessProbe} {
			if probe == nil || probe.HTTPGet == nil {
				found.problem(name, "has no %s probe", kind)
				continue
			}
			found.demand(hasPort(pod, probe.HTTPGet.Port.String()), name, "is probed at the port %s, which it does not have", probe.HTTPGet.Port.String())
			path := "/health/live"
			if kind == "readiness" {
				path = "/health/ready"
			}
			found.demand(probe.HTTPGet.Path == path, name, "is asked for %s by the %s probe", probe.HTTPGet.Path, kind)
		}
	}
}

func (all *objects) checkContainerOf(found *report, where string, container corev1.Container) {
	found.count("containers in Kubernetes")
	found.demand(pinned.MatchString(container.Image), where, "has an image without a version: %s", container.Image)
	for _, resource := range []corev1.ResourceName{corev1.ResourceCPU, corev1.ResourceMemory} {
		_, limited := container.Resources.Limits[resource]
		_, requested := container.Resources.Requests[resource]
		found.demand(limited && requested, where, "has no request or limit of %s", resource)
	}
	security := container.SecurityContext
	if security == nil {
		found.problem(where, "has no securityContext")
	} else {
		found.demand(security.ReadOnlyRootFilesystem != nil && *security.ReadOnlyRootFilesystem, where, "may write into its image")
		found.demand(security.AllowPrivilegeEscalation != nil && !*security.AllowPrivilegeEscalation, where, "may gain rights")
		found.demand(security.Capabilities != nil && len(security.Capabilities.Drop) == 1 && security.Capabilities.Drop[0] == "ALL" && len(security.Capabilities.Add) == 0, where, "keeps capabilities")
	}
	for _, variable := range container.Env {
		found.demand(variable.Value == "" || !secretName.MatchString(variable.Name), where, "has a secret in its environment: %s", variable.Name)
	}
	for _, source := range container.EnvFrom {
		found.demand(source.SecretRef == nil, where, "takes secrets into its environment")
		found.demand(source.ConfigMapRef == nil || all.configMaps[source.ConfigMapRef.Name], where, "takes settings from a ConfigMap that is not there")
	}
	found.demand(strings.Contains(strings.Join(container.Args, " "), "dist/apps/"), where, "names no program")
}
