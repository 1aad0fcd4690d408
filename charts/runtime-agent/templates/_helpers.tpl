{{- define "runtime-agent.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* There is one agent in a cluster, so the release's name is no part of the names. */ -}}
{{- define "runtime-agent.fullname" -}}
{{- default .Chart.Name .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "runtime-agent.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "runtime-agent.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "runtime-agent.priorityClassName" -}}
{{- if .Values.priorityClass.create -}}
{{- default (include "runtime-agent.fullname" .) .Values.priorityClassName -}}
{{- else -}}
{{- .Values.priorityClassName -}}
{{- end -}}
{{- end -}}

{{- define "runtime-agent.selectorLabels" -}}
app.kubernetes.io/name: {{ include "runtime-agent.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "runtime-agent.labels" -}}
{{ include "runtime-agent.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "runtime-agent.image" -}}
{{- $image := .Values.global.images.compass_runtime_agent -}}
{{- $path := default .Values.global.containerRegistry.path $image.containerRegistryPath -}}
{{- $name := list $path $image.directory $image.name | compact | join "/" -}}
{{- if $image.sha -}}
{{- printf "%s@sha256:%s" $name $image.sha -}}
{{- else -}}
{{- printf "%s:%s" $name (default .Chart.AppVersion $image.version) -}}
{{- end -}}
{{- end -}}

{{- /* Takes a dictionary with root, name, namespace and rules: a Role of that name, given to the agent. */ -}}
{{- define "runtime-agent.role" -}}
{{- $name := printf "%s-%s" (include "runtime-agent.fullname" .root) .name }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ $name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "runtime-agent.labels" .root | nindent 4 }}
rules:
  {{- .rules | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "runtime-agent.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "runtime-agent.serviceAccountName" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end -}}
