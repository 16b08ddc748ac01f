package org.hamroh.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A YAML file that remembers on which line each value stands, so that every message about it can
/// say so. Read, held against a JSON Schema, then bound to records.
///
/// Scalars follow the YAML 1.2 JSON rules: `no`, `on` and `12:30` stay text.
public final class YamlFile {

  /// More than any script or configuration needs; a guard against a file that is not ours.
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private final String name;
  private final JsonNode root;
  private final Map<String, Integer> lines;

  private YamlFile(String name, JsonNode root, Map<String, Integer> lines) {
    this.name = name;
    this.root = root;
    this.lines = lines;
  }

  /// Reads a file. What is wrong goes to `problems`; the answer is then empty.
  public static Optional<YamlFile> read(Path file, Problems problems) {
    return read(file, UnaryOperator.identity(), problems);
  }

  /// The same, with each text value passed through `substitute` (environment values, say).
  public static Optional<YamlFile> read(
      Path file, UnaryOperator<String> substitute, Problems problems) {
    try {
      if (!Files.isRegularFile(file)) {
        problems.add(file.toString(), 0, "", "there is no such file", "check the path");
        return Optional.empty();
      }
      if (Files.size(file) > MAX_BYTES) {
        problems.add(file.toString(), 0, "", "is larger than 4 MiB", "give a smaller file");
        return Optional.empty();
      }
      return parse(
          file.toString(), Files.readString(file, StandardCharsets.UTF_8), substitute, problems);
    } catch (java.nio.charset.CharacterCodingException e) {
      problems.add(file.toString(), 0, "", "is not UTF-8", "save it as UTF-8");
      return Optional.empty();
    } catch (IOException e) {
      problems.add(file.toString(), 0, "", "cannot be read: " + e.getMessage(), "check its rights");
      return Optional.empty();
    }
  }

  /// Parses text that stands in a file called `name`.
  public static Optional<YamlFile> parse(
      String name, String text, UnaryOperator<String> substitute, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeReader(new StringReader(text));
      if (node.isEmpty()) {
        problems.add(name, 1, "", "is empty", "write at least one key");
        return Optional.empty();
      }
      Map<String, Integer> lines = new HashMap<>();
      int before = problems.list().size();
      JsonNode root = convert(node.get(), "", name, substitute, lines, problems);
      return problems.list().size() > before
          ? Optional.empty()
          : Optional.of(new YamlFile(name, root, lines));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(name, line, "", "is not good YAML: " + e.getProblem(), "mend this line");
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(name, 0, "", "is not good YAML: " + e.getMessage(), "mend the file");
      return Optional.empty();
    }
  }

  private static JsonNode convert(
      Node node,
      String pointer,
      String name,
      UnaryOperator<String> substitute,
      Map<String, Integer> lines,
      Problems problems) {
    lines.put(pointer, lineOf(node));
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = make.objectNode();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
          String key = ((ScalarNode) tuple.getKeyNode()).getValue();
          String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
          if (!seen.add(key)) {
            problems.add(name, lineOf(tuple.getKeyNode()), key, "stands here twice", "keep one");
          }
          JsonNode value = convert(tuple.getValueNode(), at, name, substitute, lines, problems);
          lines.put(at, lineOf(tuple.getKeyNode()));
          object.set(key, value);
        }
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = make.arrayNode();
        int index = 0;
        for (Node item : sequence.getValue()) {
          array.add(convert(item, pointer + "/" + index++, name, substitute, lines, problems));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, substitute);
      default -> throw new IllegalStateException("YAML node of an unknown kind: " + node);
    };
  }

  private static JsonNode scalar(ScalarNode scalar, UnaryOperator<String> substitute) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    String value = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return make.nullNode();
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return make.booleanNode(Boolean.parseBoolean(value));
    }
    if (scalar.getTag().equals(Tag.INT)) {
      try {
        return make.numberNode(Long.parseLong(value));
      } catch (NumberFormatException e) {
        return make.stringNode(value); // octal, hexadecimal or very large: the schema decides
      }
    }
    if (scalar.getTag().equals(Tag.FLOAT)) {
      return make.numberNode(Double.parseDouble(value));
    }
    return make.stringNode(substitute.apply(value));
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  /// The file's name, as it stands in messages.
  public String name() {
    return name;
  }

  public JsonNode root() {
    return root;
  }

  /// The line of the value at a JSON pointer (`/steps/3/keys`); of its nearest known parent
  /// otherwise.
  public int line(String pointer) {
    String at = pointer;
    while (true) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      int slash = at.lastIndexOf('/');
      if (slash < 0) {
        return 0;
      }
      at = at.substring(0, slash);
    }
  }

  /// Holds the file against a JSON Schema on the class path; each mistake becomes a problem with
  /// its line.
  ///
  /// @return whether it fits
  public boolean fits(String schemaResource, Problems problems) {
    Schema schema = Schemas.load(schemaResource);
    boolean good = true;
    for (Error error : schema.validate(root)) {
      String pointer = error.getInstanceLocation().toString();
      String key = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
      problems.add(
          name, line(pointer), key, error.getMessage(), "see " + schemaName(schemaResource));
      good = false;
    }
    return good;
  }

  private static String schemaName(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  /// Binds the whole file to a record. Call [#fits] first: what the schema lets through must bind.
  public <T> T bind(Class<T> type) {
    try {
      return JSON.treeToValue(root, type);
    } catch (JacksonException e) {
      throw new ProblemsException(
          new Problem(name, 0, "", e.getOriginalMessage(), "mend this value"));
    }
  }

  /// Schemas are read once; none may fetch another from outside.
  private static final class Schemas {
    private static final SchemaRegistry REGISTRY =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> LOADED = new HashMap<>();

    static synchronized Schema load(String resource) {
      return LOADED.computeIfAbsent(
          resource,
          path -> {
            try (InputStream in = YamlFile.class.getResourceAsStream(path)) {
              if (in == null) {
                throw new IllegalStateException("no schema " + path + " on the class path");
              }
              return REGISTRY.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
