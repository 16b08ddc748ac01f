package org.hamroh.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.callback.CallbackStore;
import org.hamroh.caller.CallerMemory;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.gate.SafetyCards;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.screening.Screenings;
import org.hamroh.store.Database;
import org.hamroh.voicemail.VoiceMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh forget NUMBER`: what is kept of a caller between calls goes: language, first and last
/// call, calls back that are owed or were made, the number of voice messages, and what operators
/// wrote by hand of the conversations and screenings. The server may run meanwhile.
@Command(name = "forget", description = "Erase what is kept of a caller between calls.")
public final class ForgetCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NUMBER", description = "the caller's number")
  private String number;

  @Option(
      names = "--region",
      paramLabel = "TJ",
      description = "whose national way of writing is meant (default: ${DEFAULT-VALUE})")
  private String region = "TJ";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return switch (new NumberReader().read(number, region)) {
      case NumberReading.Unreadable(var reason) -> {
        out.println("invalid: " + reason);
        yield 1;
      }
      case NumberReading.Read(var read) -> {
        byte[] secret = main.secrets().ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
        CallerKey key = CallerKey.of(read, secret);
        Clock clock = Clock.systemUTC();
        try (Database database = main.openStore()) {
          boolean memory = new CallerMemory(database, clock).forget(key);
          int callbacks =
              database.write(handle -> CallbackStore.forget(handle, key, clock.instant()));
          int messages = database.write(handle -> VoiceMessages.forget(handle, key));
          int texts = database.write(handle -> ContactRecords.forget(handle, key));
          int said = database.write(handle -> Screenings.forget(handle, key));
          int card = database.write(handle -> SafetyCards.forgetWords(handle, key));
          out.println(
              memory || callbacks + messages + texts + said + card > 0
                  ? "forgotten"
                      + also(callbacks, " calls back")
                      + also(messages, " voice messages")
                      + also(texts, " notes of conversations")
                      + also(said, " screenings")
                  : "nothing was remembered of this number");
        }
        yield 0;
      }
    };
  }

  private static String also(int count, String what) {
    return count == 0 ? "" : ", " + count + what;
  }
}
