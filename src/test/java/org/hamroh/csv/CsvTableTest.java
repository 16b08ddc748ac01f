package org.hamroh.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as spreadsheets write them.
final class CsvTableTest {

  private static final String TABLE = "number,name\n+992900000001,Раҳмон\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void eachWayOfWritingIsRecognisedWithAndWithoutItsMark(String charset) {
    byte[] plain = TABLE.getBytes(Charset.forName(charset));
    byte[] marked = ("\ufeff" + TABLE).getBytes(Charset.forName(charset));

    for (byte[] bytes : List.of(plain, marked)) {
      CsvTable table = CsvTable.read("list.csv", bytes);
      assertThat(table.columns()).containsExactly("number", "name");
      assertThat(table.rows().getFirst().cells()).containsExactly("+992900000001", "Раҳмон");
    }
  }

  @Test
  void windows1251IsReadWhenItIsRussian() {
    byte[] bytes = "number;name\r\n1;Рахмон\r\n".getBytes(Charset.forName("windows-1251"));

    CsvTable table = CsvTable.read("list.csv", bytes);

    assertThat(table.rows().getFirst().cells()).containsExactly("1", "Рахмон");
  }

  @Test
  void tajikLettersThatWindows1251LostAreNoticed() {
    byte[] bytes = "number;name\r\n1;Ра?мон Алиев\r\n".getBytes(Charset.forName("windows-1251"));

    assertThatThrownBy(() -> CsvTable.read("list.csv", bytes))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("list.csv:2")
        .hasMessageContaining("CSV UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KOI8-R", "IBM866"})
  void otherWaysOfWritingAreRefusedAndNotGuessed(String charset) {
    byte[] bytes =
        "number;name\n1;Рахмон Алиев\n2;Мадина Каримова\n".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> CsvTable.read("list.csv", bytes))
        .hasMessageContaining("neither in UTF-8 nor")
        .hasMessageContaining("save it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theSeparatorIsFoundByItself(String separator) {
    String text = "number" + separator + "name\n1" + separator + "\"a" + separator + "b\"\n";

    CsvTable table = CsvTable.read("list.csv", text.getBytes(StandardCharsets.UTF_8));

    assertThat(table.rows().getFirst().cells()).containsExactly("1", "a" + separator + "b");
  }

  @Test
  void linesAreThoseOfTheFileAlsoAfterACellOfSeveralLines() {
    String text = "number,name\n1,\"two\nlines\"\n\n2,\n3,x,y\n";

    CsvTable table = CsvTable.read("list.csv", text.getBytes(StandardCharsets.UTF_8));

    assertThat(table.rows()).extracting(CsvTable.Row::line).containsExactly(2, 5, 6);
    assertThat(table.rows()).extracting(CsvTable.Row::extra).containsExactly(0, 0, 1);
    assertThat(table.rows().get(1).cells()).containsExactly("2", "");
  }

  @Test
  void aQuoteThatNeverEndsIsNamedWithItsPlace() {
    String text = "number,name\n1,a\n2,\"b\n3,c\n";

    assertThatThrownBy(() -> CsvTable.read("list.csv", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("list.csv:3")
        .hasMessageContaining("quotation mark");
  }

  @Test
  void anEmptyFileAndPlainBytesAreRefused() {
    assertThatThrownBy(() -> CsvTable.read("list.csv", new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> CsvTable.read("list.csv", new byte[] {1, 2, 3, 0, 0, 0}))
        .isInstanceOf(ProblemsException.class);
  }
}
