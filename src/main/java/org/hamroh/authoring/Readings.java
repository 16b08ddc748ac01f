package org.hamroh.authoring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.yaml.YamlFiles;

/// Reads and checks a state of the scripts for those who look at it. The last few are kept: a page
/// asks for the same one several times.
public final class Readings {

  private static final int KEPT = 6;

  private final Versions versions;
  private final SiteRules rules;
  private final Map<String, ScriptReading> kept = new LinkedHashMap<>();

  public Readings(Versions versions, SiteRules rules) {
    this.versions = versions;
    this.rules = rules;
  }

  SiteRules rules() {
    return rules;
  }

  /// Empty when there is no such version.
  Optional<ScriptReading> of(Of of) {
    return versions.files(of).map(this::of);
  }

  public ScriptReading of(YamlFiles files) {
    String tree = Digest.of(files.texts());
    synchronized (kept) {
      ScriptReading known = kept.get(tree);
      if (known != null) {
        return known;
      }
    }
    ScriptReading reading = ScriptReading.of(files, rules);
    synchronized (kept) {
      kept.put(tree, reading);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return reading;
  }
}
