#!/bin/sh
# A node of Foray: it ends itself when no worker has lived on it for @MINUTES@ minutes.
mkdir -p -m 755 /run/foray && touch /run/foray/alive && cat >/etc/systemd/system/foray-guard.service <<'END' && systemctl daemon-reload && systemctl enable --now foray-guard || systemctl poweroff
[Unit]
Description=Ends this node when no worker has lived on it for a while, or it was started again
[Service]
ExecStart=/bin/sh -c 'while sleep 20; do find /run/foray/alive -mmin -@MINUTES@ 2>/dev/null | grep -q . || systemctl poweroff; done'
Restart=always
[Install]
WantedBy=multi-user.target
END
set -u
umask 022
echo '0 the kernel runs' >/run/foray/steps
step() { now=$(cut -d' ' -f1 /proc/uptime); echo "$now $1" >>/run/foray/steps; echo "foray: $1, $now s after the start" >&2; }
fail() { step "$1: this node ends"; sync; systemctl poweroff; exit 1; }
step 'the script runs'

imds=http://169.254.169.254/latest
token=$(curl -sS -f -m 5 --retry 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 600' $imds/api/token) || fail 'no token from the metadata service'
about() { curl -sS -f -m 5 --retry 5 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/$1" || fail "no $1 from the metadata service"; }
instance=$(about instance-id) || exit 1
address=$(about local-ipv4) || exit 1

# The code of jobs runs as a user that owns nothing and is kept from the metadata service, which tells this script with its secret.
user() { id "$1" >/dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir /var/lib/foray --shell /sbin/nologin "$@"; }
user foray-job && user foray -G foray-job || fail 'no users can be made'
job=$(id -u foray-job) && ip rule add to 169.254.169.254 uidrange "$job-$job" prohibit || fail 'the metadata service can not be closed to jobs'
install -d -o foray -g foray -m 751 /var/lib/foray && install -d -o foray -g foray-job -m 2750 /var/lib/foray/code /var/lib/foray/archives && install -d -o foray -g foray-job -m 2770 /var/lib/foray/work && mkdir -p /opt/foray && cd /opt/foray || fail 'no directories can be made'
umask 077
cat >/run/foray/ca.pem <<'END'
@AUTHORITY@
END
cat >/run/foray/secret <<'END'
Foray-Launch: @LAUNCH@ @SECRET@
END
{
  printf 'https %s\nlaunch %s\nsecret %s\ninstance %s\n' '@HTTPS@' '@LAUNCH@' '@SECRET@' "$instance"
  cat /run/foray/ca.pem
  echo end
} >/run/foray/letter
chown foray /run/foray/alive
umask 022

# Foray's own jars, from the Master alone: its certificate names the host, and each file its sum.
from_master() { curl -sS -f --connect-timeout 10 --retry 10 --retry-connrefused --retry-delay 1 --retry-max-time 60 --cacert /run/foray/ca.pem --connect-to 'master.foray:443:@HTTPS@' -H @/run/foray/secret "$@"; }
from_master -o jars https://master.foray/node/jars/list || fail 'the list of the jars did not come from the Master at @HTTPS@'
echo '@JARS_SUM@  jars' | sha256sum -c --quiet || fail 'the list of the jars is not the one that was meant'
cut -c67- jars >names
old=$(find worker chunk-runner -type f 2>/dev/null | grep -vxFf names) && rm -f $old && step "of another release, and gone: $(echo $old)" # in a baked image
sha256sum -c jars 2>/dev/null | sed -n 's/: OK$//p' >here # what a baked image has
while read -r sum name; do grep -qxF "$name" here || printf 'url = "https://master.foray/node/jars/%s"\noutput = "%s"\n' "$sum" "$name"; done <jars >urls
[ ! -s urls ] || from_master --create-dirs -K urls || fail 'the jars did not come from the Master at @HTTPS@'
sha256sum -c --quiet jars || fail 'a jar is not what its sum says'
chmod -R a+rX . # curl makes directories for their owner alone
step "the jars are here, $(grep -c ^url urls) of $(wc -l <jars) fetched"

PATH=/opt/foray/java/bin:$PATH # in a baked image
if ! command -v java >/dev/null; then
  if from_master -o java.tar.gz "https://master.foray/node/runtime/$(uname -m)" 2>/dev/null; then
    mkdir java && tar -xzf java.tar.gz -C java --strip-components 1 --no-same-owner && rm java.tar.gz || fail 'the Java of the Master can not be unpacked'
    step 'Java is here, from the Master'
  elif command -v dnf >/dev/null; then
    dnf -q -y install java-21-amazon-corretto-headless
    step 'Java is installed'
  fi
fi
java=$(command -v java) || fail 'no java is on the path, and none could be installed: give nodes one by `master runtime add`, choose an image with Java 17 or newer, or let instances reach their packages'
cat >job-java <<END && chmod 755 job-java
#!/bin/sh
umask 007
exec setpriv --reuid foray-job --regid foray-job --clear-groups --inh-caps -all --ambient-caps -all --no-new-privs $java "\$@"
END
cat >/etc/systemd/system/foray-worker.service <<END
[Unit]
Description=Foray worker; when it ends, so does this node
SuccessAction=poweroff
FailureAction=poweroff
[Service]
Type=exec
User=foray
UMask=0027
AmbientCapabilities=CAP_SETUID CAP_SETGID CAP_KILL
StandardInput=file:/run/foray/letter
WorkingDirectory=/var/lib/foray
ExecStart=/bin/sh -c 'exec $java -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "/opt/foray/worker/*" dev.foray.worker.WorkerMain --master @MASTER@ --slots @SLOTS@ --data-dir /var/lib/foray --runner-lib /opt/foray/chunk-runner --java /opt/foray/job-java --bind $address --alive-file /run/foray/alive --boot-steps /run/foray/steps --metadata http://169.254.169.254'
StandardOutput=journal+console
StandardError=journal+console
END
step 'the worker is started'
systemctl daemon-reload && systemctl start foray-worker || fail 'the worker can not be started'
rm -f /run/foray/letter /run/foray/secret # The worker has its letter open.
