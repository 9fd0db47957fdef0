#!/bin/sh
# Makes of the machine on which it runs what an image for nodes of Foray @VERSION@ is made of: Java, Foray's jars and the users are
# there already when an instance of it boots. Of what is in the image only that is used whose sum is the one that the Master says.
#
# On a new instance of the image to build upon, as root:
#   sh bake.sh foray-@VERSION@.tar.gz [JDK.tar.gz]
set -eu
refuse() {
  echo "$1" >&2
  exit 2
}
[ $# -ge 1 ] || refuse "Say which archive of Foray, and if you like which of a JDK: sh $0 foray-@VERSION@.tar.gz [JDK.tar.gz]"
[ "$(id -u)" = 0 ] || refuse "Only root can make users and directories: sudo sh $0 $*"
for file; do
  [ -r "$file" ] || refuse "There is no $file here that can be read."
done
for tool in curl ip setpriv sha256sum systemctl tar useradd; do
  command -v $tool >/dev/null || refuse "A node needs $tool, and it is not here: install it, and run this again."
done

foray=$(mktemp -d)
trap 'rm -rf "$foray"' EXIT
tar -xzf "$1" -C "$foray" --strip-components 1 --no-same-owner
for part in worker chunk-runner; do
  [ -d "$foray/lib/$part" ] || refuse "$1 is no archive of Foray: it has no lib/$part."
done
umask 022
mkdir -p /opt/foray
rm -rf /opt/foray/worker /opt/foray/chunk-runner
cp -r "$foray/lib/worker" "$foray/lib/chunk-runner" /opt/foray

if [ $# -ge 2 ]; then
  rm -rf /opt/foray/java
  mkdir /opt/foray/java
  tar -xzf "$2" -C /opt/foray/java --strip-components 1 --no-same-owner
elif ! command -v java >/dev/null && command -v dnf >/dev/null; then
  dnf -q -y install java-21-amazon-corretto-headless
fi
chmod -R a+rX /opt/foray
PATH=/opt/foray/java/bin:$PATH
java=$(command -v java) || refuse "There is no Java here, and none could be installed: give an archive of a JDK as the second argument."
version=$("$java" -version 2>&1) || refuse "$java does not start: give a JDK for $(uname -m) as the second argument."
version=${version#*version \"}
version=${version%%\"*}
[ "${version%%[!0-9]*}" -ge 17 ] || refuse "$java is version $version, and Foray needs 17 or newer: give one as the second argument."

user() { id "$1" >/dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir /var/lib/foray --shell /sbin/nologin "$@"; }
user foray-job
user foray -G foray-job

imds=http://169.254.169.254/latest
token=$(curl -s -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $imds/api/token) || token=
instance=$(curl -s -f -m 2 -H "X-aws-ec2-metadata-token: $token" $imds/meta-data/instance-id) || instance=INSTANCE
if command -v cloud-init >/dev/null; then
  cloud-init clean --logs
fi
sync
echo "Foray @VERSION@ and Java $version are here. On a machine that may, make an image of this one:"
echo "  aws ec2 create-image --instance-id $instance --name foray-@VERSION@"
echo "Put the image that it names into the Master's foray.properties: ec2-image=ami-..."
