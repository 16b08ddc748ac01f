package org.hamroh.phone;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.phone.NumberReading.Read;
import org.hamroh.phone.NumberReading.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers as they stand in the lists of three countries.
final class NumberReaderTest {

  private final NumberReader reader = new NumberReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "+992900000001            | TJ | +992900000001",
        "992900000001             | TJ | +992900000001",
        "992900000001             | RU | +992900000001",
        "00992900000001           | TJ | +992900000001",
        "8 10 992 90 000 00 01    | RU | +992900000001",
        "900000001                | TJ | +992900000001",
        "8900000001               | TJ | +992900000001",
        "(90) 000-00-01           | TJ | +992900000001",
        "90.000.00.01             | TJ | +992900000001",
        "881000001                | TJ | +992881000001",
        "+992 88 100 00 01        | TJ | +992881000001",
        "88 100 00 01             | TJ | +992881000001",
        "+992 00 100 00 01        | TJ | +992001000001",
        "+992 20 000 00 01        | RU | +992200000001",
        "89000000001              | RU | +79000000001",
        "89000000001              | TJ | +79000000001",
        "8 (900) 000-00-01        | KZ | +79000000001",
        "9000000001               | RU | +79000000001",
        "+7 900 000-00-01         | TJ | +79000000001",
        "79000000001              | TJ | +79000000001",
        "87010000001              | KZ | +77010000001",
        "7010000001               | KZ | +77010000001",
        "+7 701 000 00 01         | RU | +77010000001",
        "'+992900000001           | TJ | +992900000001",
        "992900000001.0           | TJ | +992900000001",
        "9.92900000001E+11        | TJ | +992900000001",
        "992,900,000,001          | TJ | +992900000001",
        "тел. +992 90 000 00 01   | TJ | +992900000001",
        "\u200e+992\u00a090\u00a0000\u00a000\u00a001 | TJ | +992900000001",
        "+992 90 000–00–01        | TJ | +992900000001",
        "+998 90 123 45 67        | TJ | +998901234567",
      })
  void aNumberIsReadAsItsOwnerMeansIt(String raw, String region, String expected) {
    assertThat(reader.read(raw, region)).isEqualTo(new Read(new PhoneNumber(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9.92E+11                       | TJ | rounded",
        "9,929E+11                      | TJ | rounded",
        "9.9290000000E+11               | TJ | rounded",
        "9E11                           | TJ | rounded",
        "`                      `       | TJ | empty",
        "90000001                       | TJ | too few",
        "9000000011                     | TJ | too many",
        "+992 90 000 00 0               | TJ | too few",
        "+99290000000123                | TJ | too many",
        "900000001                      | RU | too few",
        "+992900000001, +992900000002   | TJ | several",
        "900000001/900000002            | TJ | several",
        "900000001; 900000002           | TJ | several",
        "+992900000001 +992900000002    | TJ | several",
        "+992 90 OOO 00 01              | TJ | letters",
        "90000000l                      | TJ | letters",
        "+7 000 000 00 01               | RU | no number of",
        "+210 123 456 789               | TJ | country code",
        "++992900000001                 | TJ | signs",
        "900*00#001                     | TJ | signs",
        "112                            | TJ | too few",
        "900000001                      | XX | region",
      })
  void whatCannotBeReadIsRefusedWithTheReason(String raw, String region, String reason) {
    NumberReading reading = reader.read(raw, region);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Unreadable.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  @Test
  void russiaAndKazakhstanAreToldApart() {
    assertThat(reader.region(new PhoneNumber("+79000000001"))).contains("RU");
    assertThat(reader.region(new PhoneNumber("+77010000001"))).contains("KZ");
    assertThat(reader.region(new PhoneNumber("+992881000001"))).contains("TJ");
  }

  /// `phone/number-vectors.csv`: what stands in lists, how it is meant, and why it is refused.
  @Test
  void everyPublishedVectorIsReadAsItSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    int vectors = 0;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(Path.of("src/test/resources/phone/number-vectors.csv"))) {
      for (NamedCsvRecord row : rows) {
        vectors++;
        String expected = row.getField("expected");
        boolean right =
            switch (reader.read(row.getField("raw"), row.getField("region"))) {
              case Read(var number) -> number.e164().equals(expected);
              case Unreadable(var reason) ->
                  expected.startsWith("invalid: ")
                      && reason.contains(expected.substring("invalid: ".length()));
            };
        if (!right) {
          wrong.add(row + " is " + reader.read(row.getField("raw"), row.getField("region")));
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(vectors).isGreaterThanOrEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+992900000001     | TJ: its country code is there",
        "992900000001      | TJ: its country code is there, the plus is lost",
        "900000001         | TJ: written as within TJ",
        "00992900000001    | TJ: 00 stands for +",
        "8 10 992900000001 | TJ: 8 10 is the way abroad from Russia and Kazakhstan",
        "8 900 000 00 01   | RU: 8 is the long-distance 8 of Russia and Kazakhstan",
        "8 701 000 00 01   | KZ: 8 is the long-distance 8 of Russia and Kazakhstan",
        "8900000001        | TJ: 8 and nine digits: the long-distance 8 of Tajikistan",
        "992900000001.0    | TJ: a spreadsheet's number with an empty fraction",
        "9.92900000001E+11 | TJ: a spreadsheet's number that still has every digit",
      })
  void whyANumberIsReadSoIsTold(String raw, String why) {
    PhoneNumber number = ((Read) reader.read(raw, "TJ")).number();

    assertThat(NumberWhy.of(raw, "TJ", number, reader.region(number).orElse(""))).isEqualTo(why);
  }
}
