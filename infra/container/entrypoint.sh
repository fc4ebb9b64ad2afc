#!/bin/sh
# Runs a program of Zhiheng. A setting may be given as a file, so that secrets stay out of the environment of the container:
# ZHIHENG_MONGODB_URL_FILE=/run/secrets/mongodb_url sets ZHIHENG_MONGODB_URL to what the file holds, without its last line break.
# Ends with 78 (EX_CONFIG, as the program itself does) when a setting is given twice or its file cannot be read.
set -eu

refuse() {
  echo "配置有误 · settings are not right: $1" >&2
  exit 78
}

for name in $(env | sed -n 's/^\(ZHIHENG_[A-Z0-9_]*\)_FILE=.*$/\1/p'); do
  eval "file=\${${name}_FILE} twice=\${${name}+yes}"
  [ "$twice" != yes ] || refuse "$name 与 ${name}_FILE 只能给一个 · only one of $name and ${name}_FILE may be given"
  [ -f "$file" ] && [ -r "$file" ] || refuse "${name}_FILE: 无法读取 · cannot be read: $file"
  value=$(cat "$file")
  export "$name=$value"
  unset "${name}_FILE"
done

exec node --max-semi-space-size=64 "$@"
