package org.hamroh.reach;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.reach.ReachStore.Recipient;
import org.hamroh.store.Database;

/// The recipients of a campaign row by row, for a file: in short reads, so that memory does not
/// grow with their number and nobody waits.
final class Recipients {

  private static final int A_READ = 2_000;

  /// How much of a number goes into a file.
  enum Numbers {
    NONE,
    MASKED,
    WHOLE;

    static Optional<Numbers> of(String word) {
      return java.util.Arrays.stream(values())
          .filter(one -> one.name().toLowerCase(java.util.Locale.ROOT).equals(word))
          .findFirst();
    }

    String of(PhoneNumber number) {
      return switch (this) {
        case NONE -> "";
        case MASKED -> number.masked();
        case WHOLE -> number.e164();
      };
    }
  }

  private final Database database;
  private final Carriers carriers;
  private final Regions regions;

  Recipients(Database database, Carriers carriers, Regions regions) {
    this.database = database;
    this.carriers = carriers;
    this.regions = regions;
  }

  /// @param numbers when none, the place is left out, too: where and when somebody was written to
  ///                would tell who it was
  static List<String> columns(Numbers numbers) {
    List<String> plain =
        List.of("state", "reason", "network", "language", "segments", "accepted_at", "receipt_at");
    if (numbers == Numbers.NONE) {
      return plain;
    }
    List<String> columns = new java.util.ArrayList<>(List.of("number", "region"));
    columns.addAll(plain);
    return columns;
  }

  void each(long campaign, Numbers numbers, Consumer<List<String>> row) {
    String after = "";
    List<Recipient> page;
    do { // ends with the numbers of one campaign, which are finite
      String last = after;
      page = database.read(handle -> ReachStore.page(handle, campaign, last, A_READ));
      page.forEach(one -> row.accept(cells(one, numbers)));
      after = page.isEmpty() ? after : page.getLast().number().e164();
    } while (page.size() == A_READ);
  }

  private List<String> cells(Recipient one, Numbers numbers) {
    List<String> cells = new java.util.ArrayList<>();
    if (numbers != Numbers.NONE) {
      cells.add(numbers.of(one.number()));
      cells.add(regions.regionOf(one.place()));
    }
    cells.add(one.state().word());
    cells.add(Fate.of(one.state()) == Fate.FAILED ? one.why() : "");
    cells.add(carriers.of(one.number()));
    cells.add(one.language());
    cells.add(Long.toString(one.parts()));
    cells.add(one.acceptedAt() == null ? "" : one.acceptedAt().toString());
    cells.add(one.receiptAt() == null ? "" : one.receiptAt().toString());
    return cells;
  }
}
