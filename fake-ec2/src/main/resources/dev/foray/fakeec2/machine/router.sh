# The network of a room: a bridge in a network namespace of its own, one port of which is the host.
# Runs in that namespace, and becomes the relay of the metadata service. When the relay ends, the
# namespace and every link into it are gone.
# NUMBER: second number of the addresses. HOST: the process whose namespace is the host's. JAVA, CLASSES.
set -e
host() { nsenter --net="/proc/$HOST/ns/net" "$@"; }
ip link set lo up
ip link add uplink type veth peer name "fakeec2-$NUMBER" netns "/proc/$HOST/ns/net" || exit 3
ip link add net0 type bridge
ip link set uplink master net0 up
ip addr add "10.$NUMBER.255.253/16" dev net0
ip addr add 169.254.169.254/32 dev net0
ip link set net0 up
host ip addr add "10.$NUMBER.255.254/32" dev "fakeec2-$NUMBER"
host ip link set "fakeec2-$NUMBER" up
host ip route add "10.$NUMBER.0.0/16" dev "fakeec2-$NUMBER" src "10.$NUMBER.255.254" || exit 3
echo up
exec "$JAVA" -Xmx32m -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -cp "$CLASSES" dev.foray.fakeec2.imds.MetadataRelay
