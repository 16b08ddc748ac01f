package org.hamroh;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.callback.Callback;
import org.hamroh.callback.WishStore;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.store.Database;
import tools.jackson.databind.JsonNode;

/// The missed-call line with the whole product, a real Asterisk, and real telephones as the carrier
/// and as who is rung.
final class MissedCallLine implements AutoCloseable {

  /// What is promised when a line is free.
  static final Duration PROMISE = Duration.ofSeconds(20);

  static final Duration SOON = Duration.ofSeconds(40);
  static final String LINE = "701";

  final TestHotline hotline;
  final RungPeople people;
  private final Path folder;
  private final Telephone phone;

  MissedCallLine(Path folder) throws Exception {
    this.folder = folder;
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings.replace(
                    "# callbacks: {lines: 8, reservedForInbound: 4, ringSeconds: 30}",
                    "callbacks: {lines: 40, reservedForInbound: 10, ringSeconds: 12}"));
    phone = hotline.caller();
    people = new RungPeople(hotline.carrier());
  }

  @Override
  public void close() throws Exception {
    people.close();
    phone.close();
    hotline.close();
  }

  static String number(int group, int nth) {
    return "+99290000%d%03d".formatted(group, nth);
  }

  /// Rings the line and hangs up.
  ///
  /// @return when
  long missedCallFrom(String number) {
    TelephoneCall call = phone.dial(LINE, Caller.of(number));
    call.awaitRinging(SOON);
    call.hangUp();
    long when = System.nanoTime();
    call.awaitHangup(SOON);
    return when;
  }

  /// Answers, presses the key, and hangs up.
  static void answers(String number, TelephoneCall call) {
    call.ring();
    call.answer();
    call.hear(Set.of("callback-hello-missed"), SOON);
    call.press('1');
    call.hear(Set.of("language-choice", "main-menu"), SOON);
    call.hangUp();
  }

  /// The states of the calls that are owed, by number.
  Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    ask(
        "select number, state, why from callback",
        row -> states.put(row.getString(1), row.getString(2) + " " + row.getString(3)));
    return states;
  }

  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  void ask(String question, Row each) {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hamroh.db"));
        Statement statement = store.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        each.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String state(String number) {
    return states().getOrDefault(number, "");
  }

  void awaitState(String number, String state) {
    await().atMost(SOON).until(() -> state(number), state::equals);
  }

  List<JsonNode> records(boolean outgoing) {
    return hotline.calls().stream()
        .filter(call -> call.path("outgoing").asBoolean(false) == outgoing)
        .toList();
  }

  void owe(Callback.Wish wish) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      store.write(handle -> WishStore.keep(handle, wish, Instant.now()));
    }
  }

  static boolean operatorWasRung(Telephone operator) {
    try {
      operator.awaitCall(Duration.ofMillis(100)).reject(486);
      return true;
    } catch (TelephoneException nobodyRang) {
      return false;
    }
  }
}
