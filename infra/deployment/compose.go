package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// checkCompose loads compose.yaml with what .env.example says: schema, references, consistency, then the rules of this house.
func checkCompose(found *report, folder string) {
	example, err := os.Open(filepath.Join(folder, ".env.example"))
	if err != nil {
		found.problem("compose", "%v", err)
		return
	}
	defer example.Close()
	environment, err := dotenv.Parse(example)
	if err != nil {
		found.problem("compose/.env.example", "%v", err)
		return
	}
	details := types.ConfigDetails{
		WorkingDir:  folder,
		ConfigFiles: []types.ConfigFile{{Filename: filepath.Join(folder, "compose.yaml")}},
		Environment: environment,
	}
	project, err := loader.LoadWithContext(context.Background(), details, func(options *loader.Options) {
		options.SkipResolveEnvironment = true // files with secrets are drawn on the machine that runs them
		options.SkipNormalization = false
	})
	if err != nil {
		found.problem("compose", "%v", err)
		return
	}
	found.demand(len(project.Services) > 0, "compose", "has no service")
	owners := map[string]string{}
	for name, service := range project.Services {
		found.count("services of Compose")
		checkService(found, folder, "compose: "+name, service)
		for _, volume := range service.Volumes {
			if volume.Type == types.VolumeTypeVolume {
				other, taken := owners[volume.Source]
				found.demand(!taken, "compose: "+name, "shares the volume %s with %s", volume.Source, other)
				owners[volume.Source] = name
			}
		}
	}
	for name := range project.Volumes {
		_, used := owners[name]
		found.demand(used, "compose", "has a volume that nobody uses: %s", name)
	}
}

func checkService(found *report, folder, where string, service types.ServiceConfig) {
	once := strings.HasPrefix(service.Restart, "on-failure")
	found.demand(once || service.Restart == "unless-stopped", where, "is not started again")
	found.demand(once || (service.HealthCheck != nil && len(service.HealthCheck.Test) > 0 && !service.HealthCheck.Disable), where, "has no health check")
	found.demand(pinned.MatchString(service.Image), where, "has an image without a version: %s", service.Image)
	limited := service.Deploy != nil && service.Deploy.Resources.Limits != nil && service.Deploy.Resources.Limits.MemoryBytes > 0 && service.Deploy.Resources.Limits.NanoCPUs > 0 && service.Deploy.Resources.Limits.Pids > 0
	found.demand(limited, where, "has no limit of memory, processors or processes")
	found.demand(!service.Privileged && service.NetworkMode != "host" && len(service.Networks) > 0, where, "is not kept apart from its machine")
	found.demand(contains(service.SecurityOpt, "no-new-privileges:true"), where, "may gain rights")
	if _, own := service.Environment["ZHIHENG_PROFILE"]; own {
		found.demand(service.ReadOnly && contains(service.CapDrop, "ALL"), where, "may write into its image or keeps capabilities")
		found.demand(len(service.Ports) == 0, where, "is open beside the proxy")
	}
	_, inside := service.Networks["engines"]
	found.demand(!inside || len(service.Ports) == 0, where, "opens a way to the engines")
	for key, value := range service.Environment {
		found.demand(value == nil || *value == "" || !secretName.MatchString(key), where, "has a secret in its environment: %s", key)
	}
	for _, volume := range service.Volumes {
		if volume.Type == types.VolumeTypeBind && volume.Source != "/" && strings.HasPrefix(volume.Source, filepath.Dir(folder)) && !drawn(folder, volume.Source) {
			_, err := os.Stat(volume.Source)
			found.demand(err == nil, where, "mounts %s, which is not there", volume.Source)
			found.demand(volume.ReadOnly, where, "may write into %s", volume.Source)
		}
	}
}

// drawn tells what is made on the machine that runs it, never in the repository.
func drawn(folder, path string) bool {
	return strings.HasPrefix(path, filepath.Join(folder, "secrets")) || path == filepath.Join(folder, "certificates")
}

func contains(list []string, wanted string) bool {
	for _, it := range list {
		if it == wanted {
			return true
		}
	}
	return false
}
