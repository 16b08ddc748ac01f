package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamroh.queue.PbxSays.GENERAL;
import static org.hamroh.queue.PbxSays.NOON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.queue.QueueRoutes.OperatorView;
import org.hamroh.queue.QueueRoutes.QueueView;
import org.hamroh.store.Database;
import org.hamroh.web.Principal;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class QueueRoutesTest {

  @TempDir private Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final QueueBoard board = new QueueBoard(topic -> {}, () -> {}, NOON);
  private final PbxSays pbx = new PbxSays(board);
  private final Map<String, Routes.Handler> routes = new HashMap<>();
  private volatile AmiAnswer<String> answer = new AmiAnswer.Done<>("");
  private Database database;
  private OperatorDesk desk;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    desk =
        new OperatorDesk(
            new MemberStore(database),
            (device, paused, reason) -> {
              asked.add(device + " " + paused + " " + reason);
              return answer;
            },
            board,
            topic -> {},
            Clock.systemUTC());
    desk.start();
    new QueueRoutes(
            board, desk, SilentTalks.none(), Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC))
        .mount(
            new Routes.Mount() {
              @Override
              public void get(String path, Set<Role> roles, Routes.Handler handler) {
                routes.put("GET " + path, handler);
              }

              @Override
              public void post(String path, Set<Role> roles, Routes.Handler handler) {
                routes.put("POST " + path, handler);
              }
            });
    pbx.everythingIsQuiet();
  }

  @AfterEach
  void close() {
    desk.close();
    database.close();
  }

  private record Asking(Principal principal, String id, String text) implements Request {
    @Override
    public String path(String name) {
      return id;
    }

    @Override
    public Optional<String> query(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> form(String name) {
      return Optional.empty();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }

    @Override
    public <T> T json(Class<T> type) {
      return JsonMapper.shared().readValue(text, type);
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public String language() {
      return "tg";
    }
  }

  private static final Principal OP1 = new Principal("op1", Set.of(Role.OPERATOR));
  private static final Principal BOSS = new Principal("boss", Set.of(Role.SUPERVISOR));

  private Reply post(Principal who, String operator, String body) throws Exception {
    return routes.get("POST /api/v1/operators/{id}/state").handle(new Asking(who, operator, body));
  }

  @Test
  void queueIsShownWithDurationsAndWithoutNumbers() throws Exception {
    pbx.join(1, GENERAL, 1);
    pbx.join(2, GENERAL, 2);
    pbx.answer(1, GENERAL, "op1");
    desk.pause("op2", "lunch");

    Reply.Json reply = (Reply.Json) routes.get("GET /api/v1/queue").handle(new Asking(OP1, "", ""));

    QueueView view = (QueueView) reply.value();
    assertThat(view.live()).isTrue();
    assertThat(view.waiting())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.call()).isEqualTo("hamroh-2.0");
              assertThat(one.position()).isEqualTo(1);
              assertThat(one.waitingMillis()).isBetween(500_000L, 600_000L);
            });
    assertThat(view.talking()).singleElement().extracting("operator").isEqualTo("op1");
    assertThat(view.operators()).extracting(OperatorView::state).containsExactly("talking", "idle");
    assertThat(view.operators().getLast().wanted()).isEqualTo("paused");
    assertThat(JsonMapper.shared().writeValueAsString(view))
        .doesNotContain("PJSIP")
        .contains("\"call\":\"hamroh-2.0\"");
  }

  @Test
  void operatorSetsTheirOwnState() throws Exception {
    assertThat(post(OP1, "op1", "{\"state\":\"paused\",\"reason\":\" обед \"}"))
        .isEqualTo(new Reply.NoContent());
    assertThat(post(OP1, "op1", "{\"state\":\"ready\"}")).isEqualTo(new Reply.NoContent());
    assertThat(post(OP1, "op1", "{\"state\":\"wrap-up-done\"}")).isEqualTo(new Reply.NoContent());

    assertThat(asked).containsExactly("PJSIP/op1 true обед", "PJSIP/op1 false ");
  }

  @Test
  void operatorMayNotTouchAnother() {
    assertThatThrownBy(() -> post(OP1, "op2", "{\"state\":\"ready\"}"))
        .isInstanceOf(Refusal.class)
        .hasMessage("Only a supervisor may change another operator's state.");
    assertThat(asked).isEmpty();
  }

  @Test
  void supervisorSetsAnybodysState() throws Exception {
    post(BOSS, "op2", "{\"state\":\"ready\"}");

    assertThat(asked).containsExactly("PJSIP/op2 false ");
  }

  @Test
  void stateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> post(OP1, "op1", "{\"state\":\"asleep\"}"))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(400));
    assertThatThrownBy(() -> post(OP1, "op1", "{}"))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void wishThatHasToWaitForThePbxIsAccepted() throws Exception {
    answer = new AmiAnswer.NotSent<>("the PBX is not connected");

    Reply reply = post(OP1, "op1", "{\"state\":\"ready\"}");

    assertThat(reply)
        .isInstanceOfSatisfying(Reply.Json.class, json -> assertThat(json.status()).isEqualTo(202));
  }

  @Test
  void wishOfAStrangerIsAConflict() {
    assertThatThrownBy(() -> post(BOSS, "op7", "{\"state\":\"ready\"}"))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(409));
  }
}
