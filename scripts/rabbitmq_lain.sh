#!/usr/bin/env bash
# Another RabbitMQ than this machine's own, to test with: Debian's of another release, in a root of
# its own. As root, once (and once more after a restart of the machine, for the mounts):
#
#   scripts/rabbitmq_lain.sh trixie /srv/rabbitmq-trixie
#   IZIN_PROGRAM_RABBITMQ=/srv/rabbitmq-trixie/mulai .venv/bin/pytest tests/integration/akses
#
# The node runs by chroot, as a private one like any other; its data stay in the test's own folder,
# which is why /tmp is shared. Keep the root out of the repository. To be rid of it:
# umount -R ROOT/proc ROOT/dev ROOT/tmp, and only then delete it.
set -euo pipefail

readonly SUITE="${1:?rilis Debian, misalnya trixie}" ROOT="${2:?folder}"

[ -e "$ROOT/usr/lib/rabbitmq/bin/rabbitmq-server" ] ||
    debootstrap --variant=minbase --include=rabbitmq-server "$SUITE" "$ROOT"
cp /etc/hosts /etc/resolv.conf "$ROOT/etc/"
for shared in /proc /dev /tmp; do
    mountpoint --quiet "$ROOT$shared" && continue
    mount --rbind "$shared" "$ROOT$shared"
    # Else taking the mount away takes this machine's own /dev along.
    mount --make-rslave "$ROOT$shared"
done
cat >"$ROOT/mulai" <<MULAI
#!/bin/sh
exec chroot "$ROOT" /usr/lib/rabbitmq/bin/rabbitmq-server "\$@"
MULAI
chmod +x "$ROOT/mulai"
chroot "$ROOT" dpkg-query --show rabbitmq-server
