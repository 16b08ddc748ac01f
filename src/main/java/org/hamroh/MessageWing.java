package org.hamroh;

import org.hamroh.callback.CallsToMessages;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.line.LineFiles;
import org.hamroh.voicemail.MessageKeeper;
import org.hamroh.voicemail.VoiceMessages;

/// What callers say after the tone, and what becomes of it.
final class MessageWing {

  final VoiceMessages messages;

  final MessageKeeper keeper;

  MessageWing(
      Ground ground,
      ScriptWing scripts,
      OutgoingWing outgoing,
      CallersOnLine onLine,
      LineFiles files) {
    keeper =
        ground.keep(
            new MessageKeeper(
                ground.database,
                files.messages(),
                ground.secrets.ensure("HAMROH_MESSAGE_KEY"),
                ground.config.messages(),
                files::messageLength,
                ground.live,
                ground.clock));
    messages =
        new VoiceMessages(
            ground.database,
            ground.config.messages(),
            keeper,
            onLine::number,
            ground.callers,
            () -> scripts.publisher.shelf().current().hours(),
            new CallsToMessages(ground.database, outgoing.gate, ground.callers, ground.clock),
            ground.live,
            ground.clock);
  }

  void start() {
    keeper.start(messages);
  }
}
