package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.Values;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;
import tools.jackson.databind.JsonNode;

/// Asks a web service and says, or keeps, what it answers.
/// ```yaml
/// - lookup: patent-price
///   service: patent-price        # lookups.patent-price in the settings
///   with: {region: region}       # what it is asked with: its value, and the answer it comes from
///   meanwhile: please-wait       # said when the answer is not there after a moment
///   say: patent-price            # a prompt with the answer's values; may be left out
///   values: {price: money-tjs}   # how each is said: a kind of number or date, or words
///   keep: {price: price}         # field of the answer, and the name that later steps find it by
///   failed: lookup-failed        # said when there is no good answer; may be left out
///   then: documents
///   otherwise: operator
/// ```
/// The service has two seconds, during which the caller is spoken to. A field that is missing, or
/// cannot be said, counts as no answer.
///
/// @param with   name of the value, name of the answer of the call
/// @param values placeholder of `say`, kind as in `./hamroh say`, or `words`
public record Lookup(
    String name,
    String service,
    Map<String, String> with,
    List<Prompt> meanwhile,
    Optional<Prompt> say,
    Map<String, String> values,
    Map<String, String> keep,
    List<Prompt> failed,
    Target then,
    Target otherwise)
    implements Step {

  /// A silence this short nobody wonders about.
  private static final Duration MOMENT = Duration.ofMillis(700);

  /// The service promises two seconds in all; then it is left to itself.
  private static final Duration LONGEST = Duration.ofMillis(2_300);

  private static final String WORDS = "words";

  static Lookup from(Fields fields) {
    return new Lookup(
        fields.name(),
        fields.text("service"),
        names(fields.node().path("with")),
        fields.prompts("meanwhile"),
        fields.prompts("say").stream().findFirst(),
        names(fields.node().path("values")),
        names(fields.node().path("keep")),
        fields.prompts("failed"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  private static Map<String, String> names(JsonNode node) {
    Map<String, String> names = new LinkedHashMap<>();
    node.properties().forEach(one -> names.put(one.getKey(), one.getValue().asString()));
    return java.util.Collections.unmodifiableMap(names);
  }

  @Override
  public Next take(Conversation call) {
    Map<String, String> asked = new HashMap<>();
    with.forEach((value, answer) -> asked.put(value, call.answers().getOrDefault(answer, "")));
    FutureTask<Optional<Map<String, String>>> answer =
        new FutureTask<>(() -> call.services().lookups().ask(service, Map.copyOf(asked)));
    Thread asking = Thread.ofVirtual().name("lookup-" + service).start(answer);
    Optional<Map<String, String>> fields;
    try {
      fields = await(call, answer);
    } finally {
      asking.interrupt(); // nobody waits for it any more
    }
    call.told().lookedUp(service, fields.isPresent());
    if (fields.isEmpty() || !fields.get().keySet().containsAll(keep.keySet())) {
      return fails(call);
    }
    keep.forEach((field, kept) -> call.answers().put(kept, fields.get().getOrDefault(field, "")));
    return say.isEmpty() || tells(call, say.get(), fields.get()) ? new Next.To(then) : fails(call);
  }

  private Optional<Map<String, String>> await(
      Conversation call, FutureTask<Optional<Map<String, String>>> answer) {
    long began = System.nanoTime();
    Optional<Map<String, String>> early = within(answer, MOMENT);
    if (answer.isDone()) {
      return early;
    }
    call.say(meanwhile, Set.of());
    return within(answer, LONGEST.minusNanos(System.nanoTime() - began));
  }

  private static Optional<Map<String, String>> within(
      FutureTask<Optional<Map<String, String>>> answer, Duration patience) {
    try {
      return answer.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty(); // late, or broken: as good as none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private boolean tells(Conversation call, Prompt prompt, Map<String, String> fields) {
    Map<String, Spoken> spoken = new HashMap<>();
    values.forEach(
        (field, kind) -> {
          String text = fields.getOrDefault(field, "");
          Spoken one =
              Kind.of(kind)
                  .<Spoken>map(known -> new Spoken.Of(known, text))
                  .orElseGet(() -> new Spoken.Words(text));
          if (!text.isBlank()) {
            spoken.put(field, one);
          }
        });
    if (!spoken.keySet().equals(values.keySet())
        || call.services().sentences().sounds(call.language(), prompt.name(), spoken).isEmpty()) {
      return false;
    }
    call.sayFilled(prompt, Values.of(spoken), List.of(), Set.of());
    return true;
  }

  private Next fails(Conversation call) {
    call.sayIfPossible(failed, Set.of());
    return new Next.To(otherwise);
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    check
        .vocabulary()
        .outside()
        .lookups()
        .filter(lookups -> !lookups.contains(service))
        .ifPresent(
            lookups ->
                check.wrong(
                    "service",
                    "is " + service + ", which the settings do not know",
                    "add lookups." + service + " to the settings"));
    values.forEach(
        (field, kind) -> {
          if (!kind.equals(WORDS) && Kind.of(kind).isEmpty()) {
            check.wrong(
                "values/" + field,
                "is " + kind + ", which nothing is said as",
                "name a kind of ./hamroh say, such as money-tjs, or words");
          }
        });
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, true), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("meanwhile", meanwhile));
    say.ifPresent(prompt -> said.add(new Said("say", prompt, values.keySet())));
    said.addAll(Step.said("failed", failed));
    return said;
  }
}
