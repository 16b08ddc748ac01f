package org.hamroh.casework.form;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// Reads a form and names all its mistakes with their lines: what the schema says, and what it
/// cannot say.
public final class FormReader {

  /// Where the shipped form lies below the checkout.
  public static final Path FILE = Path.of("forms", "contact.json");

  private static final String SCHEMA = "/forms/contact-form.schema.json";

  private FormReader() {}

  /// @param home the checkout
  /// @return empty when it has mistakes, which are then among the problems
  public static Optional<ContactForm> read(Path home, Problems problems) {
    return YamlFile.read(home.resolve(FILE), problems).flatMap(file -> form(file, problems));
  }

  /// @param name of the text in messages
  public static Optional<ContactForm> parse(String name, String text, Problems problems) {
    return YamlFile.parse(name, text, UnaryOperator.identity(), problems)
        .flatMap(file -> form(file, problems));
  }

  private static Optional<ContactForm> form(YamlFile file, Problems problems) {
    if (!file.fits(SCHEMA, problems)) {
      return Optional.empty();
    }
    ContactForm form = file.bind(ContactForm.class);
    int before = problems.list().size();
    new Check(file, form, problems).all();
    return problems.list().size() > before ? Optional.empty() : Optional.of(form);
  }

  /// What a new version must keep of the one before: an id that vanished would leave records that
  /// nobody can read.
  static void follows(ContactForm next, ContactForm last, Problems problems) {
    String name = FILE.toString();
    if (next.version() != last.version() + 1) {
      problems.add(
          name, 0, "version", "is " + next.version(), "give it version " + (last.version() + 1));
    }
    Set<String> there = new HashSet<>(next.ids().toList());
    last.ids()
        .filter(id -> !there.contains(id))
        .forEach(
            id ->
                problems.add(
                    name,
                    0,
                    id,
                    "is gone, but older records may have it",
                    "keep it with \"retired\": true"));
  }

  private record Check(YamlFile file, ContactForm form, Problems problems) {

    void all() {
      unique();
      callTypes();
      fields();
    }

    private void unique() {
      Set<String> seen = new HashSet<>();
      form.ids()
          .filter(id -> !seen.add(id))
          .forEach(id -> wrong("/" + id.split("/", 2)[0], id, "stands twice", "keep one"));
    }

    private void callTypes() {
      Set<String> keys = new HashSet<>();
      List<ContactForm.CallType> types = form.callTypes();
      for (int i = 0; i < types.size(); i++) {
        ContactForm.CallType type = types.get(i);
        String at = "/callTypes/" + i;
        if (type.offered() && !keys.add(type.key())) {
          wrong(at, type.id(), "has key " + type.key() + " like another", "take a free key");
        }
        if (type.reason() != null && form.reason(type.reason()).isEmpty()) {
          wrong(at, type.id(), "has no reason " + type.reason(), "take one of the second level");
        }
        if (type.flag() != null && form.flag(type.flag()).isEmpty()) {
          wrong(at, type.id(), "has no flag " + type.flag(), "take one of the flags");
        }
      }
      if (types.stream().noneMatch(type -> type.offered() && !type.closes())) {
        wrong("/callTypes", "callTypes", "all close the record", "leave one without a reason");
      }
    }

    private void fields() {
      Optional<ContactForm.Field> language = form.field(ContactForm.LANGUAGE);
      if (language.filter(one -> one.isChoice() && one.isRequired()).isEmpty()) {
        wrong(
            "/fields",
            ContactForm.LANGUAGE,
            "is no required choice",
            "keep the field with \"type\": \"choice\" and \"required\": true");
      }
      List<ContactForm.Field> fields = new ArrayList<>(form.fields());
      for (int i = 0; i < fields.size(); i++) {
        ContactForm.Field field = fields.get(i);
        if (field.isChoice() == field.choices().isEmpty()) {
          wrong(
              "/fields/" + i,
              field.id(),
              field.isChoice() ? "has no values" : "is a text with values",
              field.isChoice() ? "give it values" : "take the values out");
        }
      }
    }

    private void wrong(String pointer, String key, String message, String remedy) {
      problems.add(file.name(), file.line(pointer), key, message, remedy);
    }
  }
}
