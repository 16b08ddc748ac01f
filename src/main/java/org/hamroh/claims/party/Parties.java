package org.hamroh.claims.party;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;

/// Keeps the names of firms, sites and agents: sealed, and found again however they are typed.
public final class Parties {

  private static final String HMAC = "HmacSHA256";

  private final Seal seal;
  private final SecretKeySpec key;
  private final Clock clock;

  /// @param secret of this site, at least 24 random bytes
  /// @param names  another one, which is never changed: names are found again by it
  public Parties(String secret, String names, Clock clock) {
    this.seal = Seal.ofSite("parties", secret);
    this.key =
        new SecretKeySpec(
            ("hamroh party names 1\n" + names).getBytes(StandardCharsets.UTF_8), HMAC);
    this.clock = clock;
  }

  /// The party of this name, added when nobody has named it before.
  ///
  /// @param name with a letter or a digit in it, at most [Party#LONGEST_NAME] long
  /// @return its id
  public long named(Handle handle, PartyKind kind, String name, String by) {
    String mac = mac(kind, name);
    Optional<Long> known = PartyStore.find(handle, kind, mac);
    if (known.isPresent()) {
      return known.get();
    }
    long id = PartyStore.nextId(handle);
    String sealed = seal.sealText("party " + id, name.getBytes(StandardCharsets.UTF_8));
    PartyStore.add(handle, id, kind, sealed, mac, by, clock.instant());
    return id;
  }

  /// Whether something of a name is left without marks and forms.
  public static boolean isName(String name) {
    return name.length() <= Party.LONGEST_NAME && !NameFold.of(name).isEmpty();
  }

  public Optional<Party> find(Handle handle, long id) {
    return PartyStore.find(handle, id).map(this::open);
  }

  Party open(PartyStore.Row row) {
    return new Party(
        row.id(),
        row.kind(),
        new String(seal.openText("party " + row.id(), row.sealedName()), StandardCharsets.UTF_8));
  }

  private String mac(PartyKind kind, String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] sum =
          mac.doFinal((kind.word() + " " + NameFold.of(name)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
