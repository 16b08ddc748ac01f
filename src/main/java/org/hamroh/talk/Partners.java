package org.hamroh.talk;

import java.util.List;
import java.util.Optional;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;

/// Whom a caller may be connected with: the directory's organisations whose number somebody has
/// tried and written down. No other number can be reached from a talk.
public final class Partners {

  private final DirectoryStore directory;
  private final NumberReader numbers;
  private final String region;

  /// @param region of numbers that are written without a country
  public Partners(DirectoryStore directory, NumberReader numbers, String region) {
    this.directory = directory;
    this.numbers = numbers;
    this.region = region;
  }

  List<Partner> all() {
    return directory.find(null, null).stream().flatMap(one -> partner(one).stream()).toList();
  }

  Optional<Partner> find(String id) {
    return all().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private Optional<Partner> partner(Organisation one) {
    return numbers.read(one.phone(), region) instanceof NumberReading.Read read
        ? Optional.of(new Partner(one.id(), one.nameEn(), read.number()))
        : Optional.empty();
  }
}
