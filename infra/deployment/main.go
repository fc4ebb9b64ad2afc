// Checks what the distributed profile is deployed with, without a cluster: kustomizations against the types of Kubernetes, the
// compose file against the specification of Compose, the Dockerfile by BuildKit's parser, rules and dashboards by Prometheus' own.
//
//	deployment ROOT
//
// prints one line for each problem and ends with 1 when there is any, with 0 and a count of what was checked when there is none.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
)

// report gathers problems and counts what was looked at.
type report struct {
	problems []string
	checked  map[string]int
}

func (r *report) problem(where, what string, values ...any) {
	r.problems = append(r.problems, where+": "+fmt.Sprintf(what, values...))
}

func (r *report) count(what string) { r.checked[what]++ }

// demand notes a problem unless the condition holds.
func (r *report) demand(holds bool, where, what string, values ...any) {
	if !holds {
		r.problem(where, what, values...)
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: deployment ROOT")
		os.Exit(2)
	}
	root, err := filepath.Abs(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	found := &report{checked: map[string]int{}}
	checkKubernetes(found, filepath.Join(root, "infra/kubernetes"))
	checkCompose(found, filepath.Join(root, "infra/compose"))
	checkContainer(found, root, "infra/container/Dockerfile")
	checkQueries(found, filepath.Join(root, "infra/dashboards"))
	for _, problem := range found.problems {
		fmt.Println(problem)
	}
	if len(found.problems) > 0 {
		os.Exit(1)
	}
	names := make([]string, 0, len(found.checked))
	for name := range found.checked {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Printf("%d %s\n", found.checked[name], name)
	}
}
