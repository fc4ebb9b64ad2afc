package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"
	"sigs.k8s.io/yaml"
)

type ruleFile struct {
	Groups []struct {
		Name     string `json:"name"`
		Interval string `json:"interval,omitempty"`
		Rules    []struct {
			Alert       string            `json:"alert"`
			Expr        string            `json:"expr"`
			For         string            `json:"for,omitempty"`
			Labels      map[string]string `json:"labels"`
			Annotations map[string]string `json:"annotations"`
		} `json:"rules"`
	} `json:"groups"`
}

type board struct {
	Panels []struct {
		Title   string `json:"title"`
		Targets []struct {
			Expr string `json:"expr"`
		} `json:"targets"`
	} `json:"panels"`
}

// asText stands for the functions of Prometheus' templates; only their names matter when a text is parsed.
func asText(any) string { return "" }

var templateFunctions = template.FuncMap{"humanize": asText, "humanizeDuration": asText, "humanizePercentage": asText, "humanizeTimestamp": asText, "humanize1024": asText}

// checkQueries parses every expression of rules and dashboards by Prometheus' parser, and the texts of the rules as its templates.
func checkQueries(found *report, folder string) {
	for _, path := range filesIn(found, filepath.Join(folder, "rules"), ".yaml") {
		text, err := os.ReadFile(path)
		where := "rules/" + filepath.Base(path)
		var rules ruleFile
		if err == nil {
			err = yaml.UnmarshalStrict(text, &rules)
		}
		found.demand(err == nil, where, "%v", err)
		groups := map[string]bool{}
		for _, group := range rules.Groups {
			found.demand(!groups[group.Name], where, "has two groups %s", group.Name)
			groups[group.Name] = true
			for _, rule := range group.Rules {
				parseQuery(found, where+": "+rule.Alert, rule.Expr)
				if rule.For != "" {
					_, err := model.ParseDuration(rule.For)
					found.demand(err == nil, where+": "+rule.Alert, "%v", err)
				}
				for _, text := range rule.Annotations {
					_, err := template.New("").Funcs(templateFunctions).Parse("{{$labels := .}}{{$value := .}}" + text)
					found.demand(err == nil, where+": "+rule.Alert, "%v", err)
				}
			}
		}
	}
	for _, path := range filesIn(found, filepath.Join(folder, "grafana"), ".json") {
		text, err := os.ReadFile(path)
		where := "dashboards/" + filepath.Base(path)
		var read board
		if err == nil {
			err = json.Unmarshal(text, &read)
		}
		found.demand(err == nil, where, "%v", err)
		for _, panel := range read.Panels {
			for _, target := range panel.Targets {
				parseQuery(found, where+": "+panel.Title, strings.ReplaceAll(target.Expr, "$job", "zhiheng-server"))
			}
		}
	}
}

func parseQuery(found *report, where, expression string) {
	_, err := parser.ParseExpr(expression)
	found.demand(err == nil && expression != "", where, "%q: %v", expression, err)
	found.count("queries of Prometheus")
}

func filesIn(found *report, folder, extension string) []string {
	paths, err := filepath.Glob(filepath.Join(folder, "*"+extension))
	found.demand(err == nil && len(paths) > 0, folder, "has no file %s", extension)
	return paths
}
