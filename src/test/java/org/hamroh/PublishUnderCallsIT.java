package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Versions are published under running calls, through a real Asterisk: nobody is dropped, and each
/// caller hears one version from end to end.
final class PublishUnderCallsIT {

  private static final int CALLS = 200;
  private static final int CALLS_PER_SECOND = 10;
  private static final int PUBLISHES = 20;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The prompts that a caller of this test meets, and how their second wording begins.
  private static final List<String> MET =
      List.of("welcome", "language-choice", "main-menu", "topics-menu", "work-menu");

  private static final String OTHER_BEGINNING = "Лутфан гӯш кунед. ";

  @TempDir private static Path folder;

  private final Set<String> first = new HashSet<>();
  private final Set<String> second = new HashSet<>();
  private final AtomicInteger up = new AtomicInteger();
  private final Queue<String> mixed = new ConcurrentLinkedQueue<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> heardVersion = new ConcurrentLinkedQueue<>();
  private volatile boolean published;

  @Test
  void twentyVersionsUnderTwoHundredCalls() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder)) {
      first.addAll(sounds(hotline));
      publishOtherWords(hotline);
      second.addAll(sounds(hotline));
      second.removeAll(first);
      assertThat(second).hasSize(MET.size());
      PromptEar ear = PromptEar.of(hotline.data().resolve("voice"), Codec.ALAW);

      try (Telephone phone = Telephone.open(hotline.sip(), ear);
          ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        callers.submit(() -> publishTwentyTimes(hotline));
        for (int i = 0; i < CALLS; i++) {
          int number = i;
          callers.submit(() -> call(phone, number));
          TimeUnit.MILLISECONDS.sleep(1_000 / CALLS_PER_SECOND); // the rate is part of the test
        }
      }

      assertThat(failed).isEmpty();
      assertThat(mixed).isEmpty();
      assertThat(heardVersion).hasSize(CALLS).contains(1, 2);
      assertThat(hotline.api("/scripts").at("/published/number").asInt()).isEqualTo(2 + PUBLISHES);
    }
  }

  private static Set<String> sounds(TestHotline hotline) throws IOException {
    Path voice = hotline.data().resolve("voice");
    try (Stream<Path> files = Files.walk(voice)) {
      return files
          .filter(file -> file.toString().endsWith(".alaw"))
          .map(file -> voice.relativize(file).toString().replace(".alaw", ""))
          .filter(name -> MET.stream().anyMatch(met -> name.startsWith("tg/" + met + "-")))
          .collect(Collectors.toSet());
    }
  }

  private static void publishOtherWords(TestHotline hotline) {
    String text =
        hotline.api("/scripts/file?path=prompts/tg.yaml&of=published").path("text").asString();
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (String prompt : MET) {
      int at = lines.indexOf(prompt + ":");
      String next = lines.get(at + 1);
      if (next.equals("  text: >-")) {
        lines.set(at + 2, "    " + OTHER_BEGINNING + lines.get(at + 2).strip());
      } else {
        lines.set(at + 1, next.replace("text: ", "text: " + OTHER_BEGINNING));
      }
    }
    long revision = hotline.api("/scripts").at("/draft/revision").asLong();
    hotline.post(
        "/scripts/draft",
        JSON.writeValueAsString(
            Map.of(
                "revision",
                revision,
                "files",
                List.of(
                    Map.of("path", "prompts/tg.yaml", "text", String.join("\n", lines) + "\n")))));
    hotline.post("/scripts/publish", "{\"revision\":" + (revision + 1) + "}");
  }

  private void publishTwentyTimes(TestHotline hotline) {
    try {
      for (int i = 0; i < PUBLISHES; i++) {
        while (up.get() < CALLS * i / PUBLISHES) {
          TimeUnit.MILLISECONDS.sleep(20); // spread over the time in which calls begin
        }
        hotline.post("/scripts/versions/" + (1 + i % 2) + "/restore", "{}");
      }
    } catch (InterruptedException | RuntimeException e) {
      failed.add("publishing: " + e);
    } finally {
      published = true;
    }
  }

  private void call(Telephone phone, int number) {
    List<String> heard = new ArrayList<>();
    try (TelephoneCall call = phone.call("700", Caller.of("+99290000%04d".formatted(number)))) {
      heard.add(hear(call, "welcome"));
      up.incrementAndGet();
      call.press('1');
      heard.add(hear(call, "main-menu"));
      boolean last;
      do {
        last = published;
        call.press('3');
        heard.add(hear(call, "topics-menu"));
        call.stay(Duration.ofSeconds(1));
        call.press('1');
        heard.add(hear(call, "work-menu"));
        call.stay(Duration.ofSeconds(1));
        call.press('#');
        heard.add(hear(call, "main-menu"));
      } while (!last);
      if (!call.isUp()) {
        failed.add("call " + number + " was dropped");
      }
      call.hangUp();
      boolean allFirst = first.containsAll(heard);
      boolean allSecond = second.containsAll(heard);
      if (allFirst == allSecond) {
        mixed.add("call " + number + " heard " + heard);
      }
      heardVersion.add(allFirst ? 1 : 2);
    } catch (RuntimeException e) {
      up.incrementAndGet(); // the others go on
      failed.add("call " + number + " after " + heard + ": " + e.getMessage());
    }
  }

  /// Waits for a prompt in either wording, and says which it was.
  private String hear(TelephoneCall call, String prompt) {
    Set<String> both =
        Stream.concat(first.stream(), second.stream())
            .filter(name -> name.startsWith("tg/" + prompt + "-"))
            .collect(Collectors.toSet());
    return call.hear(both, SOON).name();
  }
}
