package org.hamroh.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.TestGate;
import org.hamroh.ivr.outside.KnownCallers.FreeCall;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody is promised a call that we could not make.
final class FreeCallsTest {

  private static final PhoneNumber TAJIK = new PhoneNumber("+992900000070");
  private static final PhoneNumber AMERICAN = new PhoneNumber("+12025550123");

  @TempDir private Path folder;

  @Test
  void whoMayBeRungHearsOfTheNumberThatIsNeverAnswered() {
    try (Database database = Database.open(folder.resolve("gate.db"))) {
      SiteGate gate = TestGate.open(database, List.of("+992", "+7"));

      assertThat(new FreeCalls(gate, "701").apply(TAJIK)).isEqualTo(new FreeCall.MissedCall("701"));
      assertThat(new FreeCalls(gate, "701").apply(AMERICAN)).isEqualTo(new FreeCall.None());
      assertThat(new FreeCalls(gate, "").apply(TAJIK)).isEqualTo(new FreeCall.None());
    }
  }
}
