package org.hamroh.training;

import java.time.Instant;
import java.util.Map;

/// What somebody thinks of a practice call.
///
/// @param by      who scored it
/// @param own     whether that is the learner
/// @param points  by criterion
/// @param percent of all points of the sheet as it was then
public record Score(
    String run,
    String by,
    boolean own,
    Map<String, Integer> points,
    int percent,
    String note,
    Instant at) {

  public Score {
    points = Map.copyOf(points);
  }
}
