{{- define "naru.labels" -}}
app.kubernetes.io/part-of: naru
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{ include "naru.selector" . }}
{{- end }}

{{- define "naru.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "naru.image" -}}
{{- $digest := index .root.Values.image.digests .name -}}
{{ .root.Values.image.registry }}/naru-{{ .name }}{{ if $digest }}@{{ $digest }}{{ else }}:{{ .root.Values.image.tag }}{{ end }}
{{- end }}

{{/* What every process reads. */}}
{{- define "naru.commonEnv" -}}
OIDC_ISSUER: {{ required "oidc.issuer: the issuer of the tokens" .Values.oidc.issuer | quote }}
OIDC_JWKS_URL: {{ required "oidc.jwksUrl: where the issuer's keys are" .Values.oidc.jwksUrl | quote }}
OIDC_AUDIENCE: {{ .Values.oidc.audience | quote }}
LOG_LEVEL: {{ .Values.logLevel | quote }}
OTEL_TRACES_SAMPLER: {{ .Values.sampler | quote }}
OTEL_TRACES_SAMPLER_ARG: {{ .Values.samplerArg | quote }}
{{- if .Values.otlpEndpoint }}
OTEL_EXPORTER_OTLP_ENDPOINT: {{ .Values.otlpEndpoint | quote }}
{{- end }}
{{- if .Values.tls.caSecret }}
TLS_CA_FILE: /tls-ca/ca.crt
{{- end }}
{{- end }}

{{/* A map of variables as a list, by name. */}}
{{- define "naru.env" -}}
{{- range $name := keys . | sortAlpha }}
- { name: {{ $name }}, value: {{ index $ $name | quote }} }
{{- end }}
{{- end }}

{{- define "naru.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "naru.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "naru.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: { matchLabels: {{ include "naru.selector" . | fromYaml | toJson }} }
{{- end }}

{{/* Peers of a network policy; without any, only the port is named. */}}
{{- define "naru.to" -}}
- {{ if .peers }}to: {{ toJson .peers }}
  {{ end }}ports: [{ protocol: TCP, port: {{ .port }} }]
{{- end }}
