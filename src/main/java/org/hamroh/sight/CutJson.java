package org.hamroh.sight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Cuts an answer of the API to what somebody may see of it. Objects and lists around the things
/// are looked into; a value that is no field of them, and no part of the frame, is left out.
///
/// @param things that the address shows
/// @param frame  values around them, such as the cursor of a list
record CutJson(String address, List<SeenThing> things, Set<String> frame, Set<Role> roles) {

  private static final Logger LOG = LogManager.getLogger(CutJson.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  JsonNode cut(Object value) {
    return node("", JSON.valueToTree(value));
  }

  /// @param name of the field that holds it; a list of plain values is told only by its name
  private JsonNode node(String name, JsonNode node) {
    if (node instanceof ArrayNode all) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      for (JsonNode one : all) {
        if (one.isContainer() || frame.contains(name)) {
          kept.add(node(name, one));
        } else {
          leftOut(name);
        }
      }
      return kept;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (var property : object.properties()) {
      String field = property.getKey();
      JsonNode value = property.getValue();
      List<SeenThing> naming =
          things.stream().filter(thing -> thing.fields().containsKey(field)).toList();
      if (!naming.isEmpty()) {
        seen(naming, field, value).forEach(one -> kept.set(field, one));
      } else if (value.isContainer() || frame.contains(field)) {
        kept.set(field, node(field, value));
      } else if (!value.isNull()) {
        leftOut(field);
      }
    }
    return kept;
  }

  private void leftOut(String field) {
    LOG.error(
        "event=field-without-rule address=\"{}\" field={} remedy=\"name it in {}\"",
        address,
        field,
        Sight.FILE);
  }

  /// One value or none.
  private List<JsonNode> seen(List<SeenThing> naming, String field, JsonNode value) {
    Cell most =
        naming.stream()
            .map(thing -> thing.cell(field, roles))
            .max(java.util.Comparator.naturalOrder())
            .orElse(Cell.NONE);
    boolean whole =
        most == Cell.REASON && naming.stream().anyMatch(one -> one.whole().contains(address));
    List<JsonNode> kept = new ArrayList<>();
    if (most.isMasked() && !whole) {
      kept.add(masked(value));
    } else if (most != Cell.NONE) {
      kept.add(value);
    }
    return kept;
  }

  private static JsonNode masked(JsonNode value) {
    String text = value.isString() ? value.asString() : "";
    return text.matches("\\+[1-9][0-9]{6,14}")
        ? StringNode.valueOf(new PhoneNumber(text).masked())
        : value;
  }
}
