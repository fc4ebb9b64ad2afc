#!/bin/sh
# Draws every password and makes the certificates of KurrentDB into secrets/ beside this file (or the folder given).
# Makes only what is not there, so it may be run again; to renew a node's certificate, remove its .crt and .key first.
# Needs openssl. The folder is closed to others; files in it can be read by the accounts inside the containers.
set -eu
umask 022
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder/kurrentdb-ca"
chmod 700 "$folder"
cd "$folder"

draw() { # name: a password of 192 random bits, safe in URLs
  [ -s "$1" ] || openssl rand -hex 24 | tr -d '\n' > "$1"
}
put() { # name, text: what is derived is written anew, so that it always fits
  printf '%s' "$2" > "$1"
}

draw kurrentdb_admin_password
draw kurrentdb_ops_password
draw mongodb_root_password
draw mongodb_zhiheng_password
draw grafana_password
[ -s mongodb_key ] || openssl rand -base64 756 > mongodb_key
[ -s kafka_cluster_id ] || openssl rand -base64 16 | tr '+/' '-_' | cut -c 1-22 | sed 's|^-|A|' | tr -d '\n' > kafka_cluster_id

# KurrentDB takes its first passwords from the environment only, never from a file or the command line.
put kurrentdb.env "KURRENTDB_DEFAULT_ADMIN_PASSWORD=$(cat kurrentdb_admin_password)
KURRENTDB_DEFAULT_OPS_PASSWORD=$(cat kurrentdb_ops_password)
"
put kafka.env "CLUSTER_ID=$(cat kafka_cluster_id)
"
put kurrentdb_url "kurrentdb://admin:$(cat kurrentdb_admin_password)@kurrentdb-1:2113,kurrentdb-2:2113,kurrentdb-3:2113?tls=true&tlsCAFile=/run/secrets/kurrentdb_ca&nodePreference=leader"
put mongodb_url "mongodb://zhiheng:$(cat mongodb_zhiheng_password)@mongodb-1:27017,mongodb-2:27017,mongodb-3:27017/zhiheng?authSource=zhiheng&replicaSet=zhiheng&w=majority&journal=true&readConcernLevel=majority"

if [ ! -s kurrentdb-ca/ca.crt ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj '/O=Zhiheng/CN=Zhiheng KurrentDB CA' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout kurrentdb_ca.key -out kurrentdb-ca/ca.crt 2>/dev/null
  chmod 600 kurrentdb_ca.key
fi
for node in kurrentdb-1 kurrentdb-2 kurrentdb-3; do
  [ ! -s "$node.crt" ] || continue
  # Nodes know each other by one common name; clients check the name of the node among the alternative names.
  openssl req -new -newkey rsa:3072 -nodes -sha256 -subj '/O=Zhiheng/CN=zhiheng-kurrentdb' -keyout "$node.key" -out "$node.csr" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\n' "$node" > "$node.ext"
  openssl x509 -req -sha256 -days 825 -in "$node.csr" -CA kurrentdb-ca/ca.crt -CAkey kurrentdb_ca.key -CAcreateserial -extfile "$node.ext" -out "$node.crt" 2>/dev/null
  chmod 644 "$node.key" # the folder is closed; the account of the container is not yours
  rm -f "$node.csr" "$node.ext"
done
echo "已就绪 · ready: $(pwd)"
