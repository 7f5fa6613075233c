{{- define "newswire.name" -}}
{{- if contains "newswire" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-newswire{{ end }}
{{- end }}

{{- define "newswire.labels" -}}
app.kubernetes.io/name: newswire
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "newswire.selector" -}}
app.kubernetes.io/name: newswire
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "newswire.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "newswire.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "newswire.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* The ports of kafka.broker as JSON, each once. */}}
{{- define "newswire.kafkaPorts" -}}
{{- $ports := list }}
{{- range splitList "," .Values.kafka.broker }}
{{- $ports = append $ports (regexFind ":[0-9]+$" (trim .) | trimPrefix ":" | default "9092" | int) }}
{{- end }}
{{- $ports | uniq | toJson }}
{{- end }}

{{- define "newswire.volumeMounts" -}}
- { name: tmp, mountPath: /tmp }
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "newswire.env" -}}
- name: NEWSWIRE_BROKER
  value: {{ required "kafka.broker is required: host:port of your Kafka" .Values.kafka.broker | quote }}
- name: NEWSWIRE_GROUP
  value: {{ .Values.kafka.group | quote }}
- name: NEWSWIRE_REPLICATION
  value: {{ .Values.kafka.replication | quote }}
- name: NEWSWIRE_HTTP_HOST
  value: 0.0.0.0
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "newswire.envFrom" -}}
{{- with .Values.kafka.existingSecret }}
envFrom:
  - secretRef:
      name: {{ . }}
{{- end }}
{{- end }}
