package org.hamroh.casework.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All versions of the form. The newest is offered, the others show the records that were written
/// with them. Safe for all threads.
public final class FormShelf {

  private static final String SHIPPED = "shipped";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Logger LOG = LogManager.getLogger(FormShelf.class);

  private final Database database;
  private final Clock clock;
  private final Map<Long, Kept> forms = new ConcurrentHashMap<>();
  private volatile long newest;

  /// @param text as it was sent: what a supervisor fetches can be changed and sent again
  private record Kept(ContactForm form, String text) {}

  public FormShelf(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Takes what the store has, and a newer version from the checkout. A file with mistakes does not
  /// stop the hotline: the last good version stays.
  ///
  /// @param home the checkout
  /// @throws ProblemsException when there is no good version at all
  public void start(Path home) {
    database
        .read(
            handle ->
                handle
                    .createQuery("select body from contact_form order by version")
                    .mapTo(String.class)
                    .list())
        .forEach(text -> put(new Kept(JSON.readValue(text, ContactForm.class), text)));
    Problems problems = new Problems();
    FormReader.read(home, problems).ifPresent(form -> takeShipped(home, form, problems));
    if (newest == 0) {
      problems.throwIfAny();
    }
    problems.list().forEach(problem -> LOG.error("event=form-not-taken problem=\"{}\"", problem));
  }

  private void takeShipped(Path home, ContactForm form, Problems problems) {
    if (form.version() > newest) {
      try {
        take(form, Files.readString(home.resolve(FormReader.FILE)), SHIPPED, problems);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // it was read a moment ago
      }
    } else if (form.version() == newest && !form.equals(current())) {
      problems.add(
          FormReader.FILE.toString(),
          0,
          "version",
          "is " + newest + " as before, but the form is another",
          "give it version " + (newest + 1));
    }
  }

  private void put(Kept kept) {
    forms.put(kept.form.version(), kept);
    newest = Math.max(newest, kept.form.version());
  }

  /// What is offered now.
  public ContactForm current() {
    return Objects.requireNonNull(forms.get(newest), "the shelf has not been started").form;
  }

  /// The version of a record, or the newest where that one is unknown.
  public ContactForm of(long version) {
    Kept kept = forms.get(version);
    return kept == null ? current() : kept.form;
  }

  /// A version as it was written; empty when there is none.
  Optional<JsonNode> json(long version) {
    return Optional.ofNullable(forms.get(version)).map(kept -> JSON.readTree(kept.text));
  }

  long newest() {
    return newest;
  }

  /// Takes a new version, which is offered from then on.
  ///
  /// @throws ProblemsException with all its mistakes
  public synchronized ContactForm take(String text, String by) {
    Problems problems = new Problems();
    ContactForm form = FormReader.parse("contact.json", text, problems).orElse(null);
    problems.throwIfAny();
    if (form == null || !take(form, text, by, problems)) {
      problems.throwIfAny();
      throw new ProblemsException(Problem.of("contact.json", "is no form", "look at the schema"));
    }
    return form;
  }

  private boolean take(ContactForm form, String text, String by, Problems problems) {
    if (newest > 0) {
      FormReader.follows(form, current(), problems);
      if (problems.hasErrors()) {
        return false;
      }
    }
    database.write(handle -> insert(handle, form, text, by));
    put(new Kept(form, text));
    LOG.info("event=form-taken version={} by={}", form.version(), by);
    return true;
  }

  private int insert(Handle handle, ContactForm form, String text, String by) {
    return handle
        .createUpdate(
            """
            insert into contact_form (version, body, taken_at, taken_by)
            values (:version, :body, :at, :by)
            """)
        .bind("version", form.version())
        .bind("body", text)
        .bind("at", clock.millis())
        .bind("by", by)
        .execute();
  }
}
