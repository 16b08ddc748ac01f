package org.hamroh.referral;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What may be told of a person to one partner, field by field; sealed in the store.
public final class SharedWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<SharedField, String>> TYPE = new TypeReference<>() {};

  private final Seal seal;

  SharedWords(Seal seal) {
    this.seal = seal;
  }

  String sealed(ReferralId id, Map<SharedField, String> words) {
    return seal.sealText(name(id), JSON.writeValueAsString(words).getBytes(StandardCharsets.UTF_8));
  }

  Map<SharedField, String> of(Handle handle, ReferralId id) {
    byte[] opened = seal.openText(name(id), ReferralStore.words(handle, id));
    Map<SharedField, String> words = new EnumMap<>(SharedField.class);
    words.putAll(JSON.readValue(opened, TYPE));
    return words;
  }

  private static String name(ReferralId id) {
    return "referral words " + id;
  }

  /// What the partner's page shows, and the preview of it.
  ///
  /// @param code    by which both sides name it
  /// @param entries consented fields with words, in their order
  public record Sheet(String code, String service, boolean urgent, List<Entry> entries) {}

  public record Entry(SharedField field, String words) {}

  static Sheet sheet(Referral one, Map<SharedField, String> words, Set<SharedField> fields) {
    return new Sheet(
        one.code(),
        one.service(),
        one.urgent(),
        words.entrySet().stream()
            .filter(entry -> fields.contains(entry.getKey()))
            .map(entry -> new Entry(entry.getKey(), entry.getValue()))
            .toList());
  }
}
