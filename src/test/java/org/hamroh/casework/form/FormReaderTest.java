package org.hamroh.casework.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped form, and what is said of forms with mistakes.
final class FormReaderTest {

  private static String shipped() throws IOException {
    return Files.readString(FormReader.FILE);
  }

  private static List<Problem> problemsOf(String text) {
    Problems problems = new Problems();
    FormReader.parse("contact.json", text, problems);
    return problems.list();
  }

  @Test
  void theShippedFormHasNoMistakeAndEveryReasonOfTheTaxonomy() throws IOException {
    Problems problems = new Problems();

    ContactForm form = FormReader.read(Path.of("."), problems).orElseThrow();

    JsonNode taxonomy =
        YamlFile.parse(
                "taxonomy.yaml",
                Files.readString(Path.of("forms/taxonomy.yaml")),
                UnaryOperator.identity(),
                problems)
            .orElseThrow()
            .root();
    assertThat(problems.list()).isEmpty();
    assertThat(ids(taxonomy.path("contact_reasons")))
        .containsExactlyElementsOf(form.reasons().stream().map(one -> one.id()).toList());
    for (JsonNode group : taxonomy.path("contact_reasons")) {
      for (String reason : ids(group.path("children"))) {
        assertThat(form.groupOf(reason).orElseThrow().id()).isEqualTo(group.path("id").asString());
      }
    }
    assertThat(form.dispositions().stream().map(Choice::id).toList())
        .containsExactlyElementsOf(ids(taxonomy.path("dispositions")));
    assertThat(form.fields().stream().map(ContactForm.Field::id).toList())
        .containsAll(ids(taxonomy.path("caller_profile_fields")));
    assertThat(form.flags().stream().map(ContactForm.Flag::id).toList())
        .containsAll(ids(taxonomy.path("vulnerability_flags")));
  }

  private static List<String> ids(JsonNode list) {
    return list.valueStream().map(one -> one.path("id").asString()).toList();
  }

  @Test
  void nothingIsCompulsoryButTheLanguage() throws IOException {
    ContactForm form = FormReader.parse("f", shipped(), new Problems()).orElseThrow();

    assertThat(form.fields().stream().filter(ContactForm.Field::isRequired))
        .extracting(ContactForm.Field::id)
        .containsExactly("language");
  }

  @Test
  void mistakesAreToldWithTheirLine() throws IOException {
    String twice = shipped().replace("\"id\": \"advice-given\"", "\"id\": \"information-given\"");
    String noReason = shipped().replace("\"reason\": \"wrong-number\"", "\"reason\": \"wrong\"");
    String sameKey = shipped().replace("\"key\": \"3\"", "\"key\": \"2\"");
    String noLabel = shipped().replace("\"tg\": \"Дигар\", ", "");

    assertThat(problemsOf(twice)).hasSize(1).first().asString().contains("stands twice");
    assertThat(problemsOf(noReason).toString()).contains(":8: ", "has no reason wrong");
    assertThat(problemsOf(sameKey).toString()).contains("has key 2 like another");
    assertThat(problemsOf(noLabel)).isNotEmpty();
    assertThat(problemsOf("{]").toString()).contains("contact.json:1");
  }

  @Test
  void everyMistakeIsFoundAtOnce() throws IOException {
    String form =
        shipped()
            .replace("\"key\": \"3\"", "\"key\": \"2\"")
            .replace("\"reason\": \"wrong-number\"", "\"reason\": \"wrong\"")
            .replace("\"required\": true", "\"required\": false");

    Set<String> keys = new HashSet<>();
    problemsOf(form).forEach(problem -> keys.add(problem.key()));

    assertThat(keys).containsExactlyInAnyOrder("wrong-number", "language");
    assertThat(problemsOf(form)).hasSize(3);
  }
}
