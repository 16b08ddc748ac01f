package org.hamroh.campaign;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with fields: `Хамрох: {NAME}, звоните {TEL}`. Only plain fields are allowed; the template
/// language's other powers would let a text run away.
public final class TextTemplate {

  private static final Pattern FIELD = Pattern.compile("\\{([A-Z][A-Z0-9_]*(?::[a-z]+)?)}");
  /// Begins the fields that hold one of a contact's dates: `{DATE:patent}`.
  static final String DATE = "DATE:";

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().withDelims("{ }").escapeHTML(false);

  private final String text;
  private final Set<String> fields = new TreeSet<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Template template;

  public TextTemplate(String text) {
    this.text = text;
    Matcher found = FIELD.matcher(text);
    while (found.find()) {
      fields.add(found.group(1));
    }
    String rest = FIELD.matcher(text).replaceAll("");
    if (rest.contains("{") || rest.contains("}")) {
      mistakes.add("a brace stands alone; write fields as {TEL}, and no other braces");
    }
    template = COMPILER.compile(mistakes.isEmpty() ? text : "");
  }

  /// Names of the fields, without braces.
  public Set<String> fields() {
    return fields;
  }

  /// What is wrong with the text itself; empty when it can be filled in.
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /// Fields that have no value here, or an empty one.
  public Set<String> missing(Map<String, String> values) {
    Set<String> missing = new TreeSet<>();
    for (String field : fields) {
      if (values.getOrDefault(field, "").isBlank()) {
        missing.add(field);
      }
    }
    return missing;
  }

  /// @throws IllegalStateException when a field has no value or the text has mistakes
  public String fill(Map<String, String> values) {
    if (!mistakes.isEmpty() || !missing(values).isEmpty()) {
      throw new IllegalStateException("a text with missing fields is never sent");
    }
    return template.execute(values);
  }
}
