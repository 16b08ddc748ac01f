package org.hamroh.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The scripts, styles and pictures of the pages. They are a short, fixed list kept in memory: no
/// path from outside ever reaches a file system. Each has its content's hash in its address, so
/// that browsers may keep it for good and never show an old one after an upgrade.
public final class Assets {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("console.js", "text/javascript; charset=utf-8"),
          Map.entry("console.css", "text/css; charset=utf-8"),
          Map.entry("scripts.js", "text/javascript; charset=utf-8"),
          Map.entry("scripts.css", "text/css; charset=utf-8"),
          Map.entry("recording.js", "text/javascript; charset=utf-8"),
          Map.entry("recording.css", "text/css; charset=utf-8"),
          Map.entry("recorder.js", "text/javascript; charset=utf-8"),
          Map.entry("casework.js", "text/javascript; charset=utf-8"),
          Map.entry("casework.css", "text/css; charset=utf-8"),
          Map.entry("screening.js", "text/javascript; charset=utf-8"),
          Map.entry("screening.css", "text/css; charset=utf-8"),
          Map.entry("cases.css", "text/css; charset=utf-8"),
          Map.entry("phone.js", "text/javascript; charset=utf-8"),
          Map.entry("phone.css", "text/css; charset=utf-8"),
          Map.entry("icon.svg", "image/svg+xml"));

  /// @param contentType with its charset
  /// @param hash        first 12 hexadecimal digits of its SHA-256
  /// @param packed      the same with gzip; the body itself where that gains nothing
  record Asset(String contentType, byte[] body, byte[] packed, String hash) {}

  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, Asset> byAddress = new HashMap<>();

  public Assets() {
    TYPES.forEach(
        (name, type) -> {
          byte[] body = read("/web/" + name);
          String hash = hash(body);
          String address = "/assets/" + hash + "/" + name;
          addresses.put(name, address);
          byAddress.put(
              address,
              new Asset(type, body, Packing.isText(type) ? Packing.packed(body) : body, hash));
        });
  }

  /// The address of `console.js` and the like, for templates.
  public String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("there is no asset " + name + "; add it to Assets");
    }
    return address;
  }

  Optional<Asset> at(String address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + resource + "; build it again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
