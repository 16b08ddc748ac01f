package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a long list in the order of time. Its cursor is the time and id of its last row: who
/// sends it back gets the rows behind that one, however many have come in front meanwhile.
///
/// @param next the cursor of the next page, absent on the last
public record ListPage<T>(List<T> rows, @Nullable String next) {

  private static final int USUAL = 50;

  /// What a browser shows without trouble; programs go on by the cursor.
  public static final int LARGEST = 200;

  /// Makes a store's own place in the list.
  @FunctionalInterface
  public interface Place<C> {

    /// @throws IllegalArgumentException when no row has such an id
    C of(long millis, String id);
  }

  /// How many rows are asked for.
  ///
  /// @throws Refusal 400 when it is no such number
  public static int limit(Request request) {
    String text = request.query("limit").orElse(String.valueOf(USUAL));
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > LARGEST) {
      throw new Refusal(400, "limit is a number from 1 to " + LARGEST + ".");
    }
    return Integer.parseInt(text);
  }

  /// After which row the page begins.
  ///
  /// @throws Refusal 400 when the cursor is none of ours
  public static <C> C after(String cursor, Place<C> place) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
      return place.of(Long.parseLong(parts[0]), parts[1]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Refusal(400, "cursor is not one that an earlier page gave.");
    }
  }

  /// @param found one row more than the limit when there is another page
  public static <T> ListPage<T> of(
      List<T> found, int limit, Function<T, Instant> at, Function<T, String> id) {
    if (found.size() <= limit) {
      return new ListPage<>(found, null);
    }
    List<T> rows = found.subList(0, limit);
    T last = rows.getLast();
    return new ListPage<>(rows, cursor(at.apply(last).toEpochMilli() + " " + id.apply(last)));
  }

  private static String cursor(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }
}
