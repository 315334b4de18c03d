#!/usr/bin/env bash
# The events of the made-up city arrive in an rsyslog on this machine, over TLS:
#     make demo && bash docs/examples/siem/rsyslog.sh out/demo/evidence.tenken
# Needs openssl, rsyslog and its OpenSSL driver (Debian: apt-get install rsyslog rsyslog-openssl). Everything it makes lies
# in a temporary folder, and goes with it.
set -euo pipefail
evidence=$(realpath "$1")
tenken=$(command -v "${TENKEN:-tenken}" || realpath .venv/bin/tenken)
rsyslogd=$(PATH=$PATH:/usr/sbin command -v rsyslogd)
folder=$(mktemp -d)
daemon=
trap '[ -z "$daemon" ] || { kill "$daemon"; wait "$daemon" || true; }; rm -rf "$folder"' EXIT
cd "$folder"

# An authority of our own, and a certificate for the receiver.
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj "/CN=Aozora authority" -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout siem.key -out siem.csr 2>/dev/null
openssl x509 -req -in siem.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -out siem.crt \
  -extfile <(echo "subjectAltName=DNS:localhost") 2>/dev/null

cat > rsyslog.conf <<END
global(workDirectory="$folder" defaultNetstreamDriver="ossl" maxMessageSize="1m"
  defaultNetstreamDriverCAFile="$folder/ca.pem" defaultNetstreamDriverCertFile="$folder/siem.crt"
  defaultNetstreamDriverKeyFile="$folder/siem.key")
module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" address="127.0.0.1" port="16514")
template(name="raw" type="string" string="%msg%\n")
*.* action(type="omfile" file="$folder/received.ndjson" template="raw")
END
"$rsyslogd" -n -f rsyslog.conf -i "$folder/pid" &
daemon=$!

cat > tenken.yaml <<END
organisations:
  - {id: aozora, name: 青空市, case: i, targets: [{id: aozora-aws, provider: aws}]}
store: tenken.db
sinks:
  - {id: siem, type: syslog, host: 127.0.0.1, port: 16514, server_name: localhost, ca: $folder/ca.pem}
END
"$tenken" history import "$evidence"
"$tenken" send --wait 10
expected=$("$tenken" history show last --format ocsf --exit-zero 2>/dev/null | wc -l)
for _ in $(seq 100); do
  received=$(wc -l < received.ndjson 2>/dev/null || echo 0)
  [ "$received" -lt "$expected" ] || break
  sleep 0.1
done
head -n 1 received.ndjson | cut -c -300
echo "events of the city: $expected, received over TLS: $received"
[ "$received" -eq "$expected" ]
