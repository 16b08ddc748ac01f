package org.hamroh.queue;

import org.hamroh.ami.AmiAnswer;

/// How the desk reaches the PBX: [org.hamroh.ami.AmiActions#pauseMember] for every queue of a
/// member.
@FunctionalInterface
public interface MemberPause {
  AmiAnswer<String> pause(String device, boolean paused, String reason);
}
