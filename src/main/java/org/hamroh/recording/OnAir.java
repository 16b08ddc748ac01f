package org.hamroh.recording;

/// Lets new calls hear the voice that is chosen now. Running calls are not disturbed.
@FunctionalInterface
public interface OnAir {

  /// Makes the sounds of a prompt whose voice has changed and gives them to new calls; when it
  /// returns, the next caller hears them.
  ///
  /// @throws org.hamroh.yaml.ProblemsException when they cannot be made now; the choice stands, and
  ///                                           the next build makes them
  void refresh(String language, String prompt);
}
