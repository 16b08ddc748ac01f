package org.hamroh.casework.form;

import org.jspecify.annotations.Nullable;

/// One thing that may be chosen.
///
/// @param id      never changes
/// @param retired whether it is shown in old records only
public record Choice(String id, Label label, @Nullable Boolean retired) {

  public boolean offered() {
    return retired == null || !retired;
  }
}
