#!/usr/bin/env bash
# Records what a PBX says on its manager interface, for the museum in src/test/resources/ami: events,
# and every 3 s how everything stands. Callers' numbers and names are replaced.
#   deploy/capture-ami.sh HOST PORT USER SECRET SECONDS >src/test/resources/ami/<what-happened>.txt
set -euo pipefail
[ $# = 5 ] || { sed -n '2,4s/^# *//p' "$0" >&2; exit 2; }
host=$1 port=$2 user=$3 secret=$4 seconds=$5

exec 3<>"/dev/tcp/$host/$port"
say() { printf '%s\r\n' "$@" '' >&3; }
say "Action: Login" "Username: $user" "Secret: $secret"
(
  for ((i = 1; i * 3 <= seconds; i++)); do
    say "Action: CoreShowChannels" "ActionID: museum#picture-$i"
    say "Action: QueueStatus" "ActionID: museum#picture-$i"
    sleep 3
  done
) &
timeout "$seconds" cat <&3 |
  sed -E 's/^(CallerIDNum|ConnectedLineNum|DestCallerIDNum|DestConnectedLineNum): \+?[0-9]{6,}/\1: +992900000001/
          s/^(CallerIDName|ConnectedLineName|DestCallerIDName|DestConnectedLineName): .*\r$/\1: <unknown>\r/' || [ $? = 124 ]
wait
