# Makes the namespaces that it runs in a machine, and becomes its init. Everything that it mounts is
# in them, so nothing of it is left when process 1 is gone.
# ID, ADDRESS, GATEWAY, ROUTER: process of the room's network. LINK: name of the link there.
# IMAGE_SCRIPT: what was done to the image, with IMAGE_FILES of the host.
# HOME_DIR: an empty directory. STAND_INS, USER_DATA: where they lie on the host. HIDDEN: directories.
set -e
mount -t tmpfs -o mode=755 machine "$HOME_DIR"
mkdir "$HOME_DIR/upper" "$HOME_DIR/work" "$HOME_DIR/root"
mount -t overlay overlay \
  -o "lowerdir=/,upperdir=$HOME_DIR/upper,workdir=$HOME_DIR/work" "$HOME_DIR/root"
root="$HOME_DIR/root"

ip link set lo up
ip link add eth0 type veth peer name "$LINK" netns "/proc/$ROUTER/ns/net"
nsenter --net="/proc/$ROUTER/ns/net" ip link set "$LINK" master net0 up
ip addr add "$ADDRESS/16" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
ip route add 169.254.169.254 dev eth0

name="ip-${ADDRESS//./-}"
hostname "$name"
rm -f "$root/etc/hostname" "$root/etc/hosts"
echo "$name" > "$root/etc/hostname"
printf '127.0.0.1 localhost\n%s %s\n' "$ADDRESS" "$name" > "$root/etc/hosts"

for directory in $HIDDEN; do
  mount -t tmpfs -o mode=755,ro hidden "$root$directory"
done
put() {
  for to in "$@"; do
    rm -f "$root$to"
    cp "$STAND_INS/$from" "$root$to"
    chmod 755 "$root$to"
  done
}
mkdir -p "$root/usr/lib/fake-ec2" "$root/var/lib/cloud/instance/scripts" "$root/etc/systemd/system"
from=init put /usr/lib/fake-ec2/init
from=supervise put /usr/lib/fake-ec2/supervise
from=timer put /usr/lib/fake-ec2/timer
from=units put /usr/lib/fake-ec2/units
from=shutdown put /usr/sbin/shutdown /usr/sbin/poweroff /usr/sbin/halt /usr/sbin/reboot
from=systemctl put /usr/bin/systemctl
from=systemd-run put /usr/bin/systemd-run
from=systemd-notify put /usr/bin/systemd-notify
from=journalctl put /usr/bin/journalctl
cp "$USER_DATA" "$root/var/lib/cloud/instance/user-data.txt"
chmod 600 "$root/var/lib/cloud/instance/user-data.txt"

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
cd "$root"
for file in $IMAGE_FILES; do
  cp "$file" "$root/root/"
done
if [ -n "$IMAGE_SCRIPT" ]; then
  chroot . /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    /bin/sh -c "cd /root; $IMAGE_SCRIPT" 2>&1 || { echo "fake-ec2: the work on the image ended with $?"; exit 1; }
fi
exec chroot . /usr/bin/env -i \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
  INSTANCE_ID="$ID" /bin/bash /usr/lib/fake-ec2/init
