package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

var ordinaryUser = regexp.MustCompile(`^[1-9][0-9]*:[1-9][0-9]*$`)

// checkContainer parses the Dockerfile as BuildKit does and looks at the stage that runs.
func checkContainer(found *report, root, path string) {
	file, err := os.Open(filepath.Join(root, path))
	if err != nil {
		found.problem("container", "%v", err)
		return
	}
	defer file.Close()
	parsed, err := parser.Parse(file)
	if err != nil {
		found.problem("container", "%v", err)
		return
	}
	stages, arguments, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		found.problem("container", "%v", err)
		return
	}
	for _, argument := range arguments {
		for _, pair := range argument.Args {
			found.demand(pair.Value != nil && regexp.MustCompile(`^\d+\.\d+\.\d+-`).MatchString(*pair.Value), "container", "has a base without an exact version: %s", pair.Key)
		}
	}
	names := map[string]bool{}
	for index, stage := range stages {
		found.count("stages of the image")
		checkStage(found, root, stage, names, index == len(stages)-1)
		names[stage.Name] = true
	}
}

func checkStage(found *report, root string, stage instructions.Stage, earlier map[string]bool, last bool) {
	where := "container: " + stage.Name
	user, check, entry := "", false, false
	for _, command := range stage.Commands {
		switch it := command.(type) {
		case *instructions.CopyCommand:
			if it.From != "" {
				found.demand(earlier[it.From], where, "copies from the stage %q, which does not come before it", it.From)
				continue
			}
			for _, source := range it.SourcePaths {
				_, err := os.Stat(filepath.Join(root, source))
				found.demand(err == nil, where, "copies %s, which is not there", source)
			}
		case *instructions.AddCommand:
			found.problem(where, "adds where copying says what happens")
		case *instructions.UserCommand:
			user = it.User
		case *instructions.HealthCheckCommand:
			check = it.Health != nil && len(it.Health.Test) > 1
		case *instructions.EntrypointCommand:
			entry = !it.PrependShell
		case *instructions.EnvCommand:
			for _, pair := range it.Env {
				found.demand(!secretName.MatchString(pair.Key), where, "has a secret in its environment: %s", pair.Key)
			}
		}
	}
	if last {
		found.demand(ordinaryUser.MatchString(user), where, "runs as %q", user)
		found.demand(check, where, "has no health check")
		found.demand(entry, where, "starts in a shell, which keeps signals from the program")
		found.demand(strings.HasPrefix(stage.BaseName, "node:"), where, "stands on %s", stage.BaseName)
	}
}
