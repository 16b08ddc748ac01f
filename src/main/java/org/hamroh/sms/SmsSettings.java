package org.hamroh.sms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// Finds what is wrong with the routes beyond their form, before anything is sent the wrong way.
public final class SmsSettings {

  private SmsSettings() {}

  public static void check(YamlFile yaml, Problems problems) {
    JsonNode sms = yaml.root().path("sms");
    List<String> names = new ArrayList<>();
    sms.path("routes").forEach(route -> names.add(route.path("name").asString("")));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      Place place = new Place(yaml, problems, "/sms/routes/" + i, names.get(i));
      if (!seen.add(names.get(i))) {
        place.bad("/name", "is the name of another route too", "give each a name of its own");
      }
      check(sms, sms.path("routes").path(i), names, place);
    }
  }

  private record Place(YamlFile yaml, Problems problems, String pointer, String route) {
    void bad(String field, String what, String remedy) {
      problems.add(
          yaml.name(),
          yaml.line(pointer + field),
          "sms.routes." + route + field.replace('/', '.'),
          what,
          remedy);
    }
  }

  private static void check(JsonNode sms, JsonNode route, List<String> names, Place place) {
    for (JsonNode network : route.path("networks")) {
      if (sms.path("networks").path(network.asString("")).isMissingNode()) {
        place.bad(
            "/networks",
            "names " + network.asString("") + ", which no network of sms.networks is called",
            "add it there with its prefixes");
      }
    }
    long ways =
        Stream.of("smpp", "http", "modem").filter(way -> !route.path(way).isMissingNode()).count();
    if (ways != 1) {
      place.bad("", "has " + ways + " ways out", "give it one of smpp, http and modem");
    }
    if (!route.path("modem").isMissingNode()
        && route.path("joining").asString("").equals("payload")) {
      place.bad(
          "/joining",
          "is payload, and a modem's daemon tells of the last part alone",
          "leave it out: each part then has its own report");
    }
    boolean receives = route.at("/smpp/bind").asString("").equals("receiver");
    boolean numbers = !route.path("prefixes").isEmpty() || !route.path("networks").isEmpty();
    if (receives && numbers) {
      place.bad(
          "/smpp/bind", "is receiver, which sends nothing", "take prefixes and networks away");
    } else if (!receives && !numbers) {
      place.bad("", "takes no numbers", "give it prefixes or networks");
    }
    JsonNode receiptsFor = route.path("receiptsFor");
    if (!receiptsFor.isMissingNode() && !names.contains(receiptsFor.asString(""))) {
      place.bad(
          "/receiptsFor",
          "is " + receiptsFor.asString("") + ", and no route is called so",
          "name one of " + String.join(", ", names));
    }
    String trust = route.at("/smpp/tls/trust").asString("");
    if (!trust.isEmpty() && !Files.isReadable(Path.of(trust))) {
      place.bad(
          "/smpp/tls/trust",
          "is " + trust + ", which cannot be read",
          "put the carrier's authority there as a PEM file, or leave it out");
    }
  }
}
