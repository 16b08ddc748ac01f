package org.hamroh.smpp;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the answer's id behind a receipt's. Many SMSCs answer a submit in hexadecimal (`38601fa`)
/// and write the receipt in decimal (`0059113978`), or the other way round, with or without leading
/// zeros.
public enum ReceiptIds {

  /// As in the answer, or the same number in the other notation.
  AUTO,

  /// Receipts write hexadecimal numbers.
  HEX,

  /// Receipts write decimal numbers.
  DECIMAL;

  private static final int LONGEST_NUMBER = 32;
  private static final Pattern DECIMAL_NUMBER = Pattern.compile("[0-9]{1,32}");
  private static final Pattern HEX_NUMBER = Pattern.compile("[0-9a-f]{1,32}");

  public static ReceiptIds of(String setting) {
    return valueOf(setting.toUpperCase(Locale.ROOT));
  }

  /// An id without what makes equal ones look different: spaces, case, leading zeros.
  public static String normal(String id) {
    String plain = id.strip().toLowerCase(Locale.ROOT);
    return plain.length() <= LONGEST_NUMBER && HEX_NUMBER.matcher(plain).matches()
        ? plain.replaceFirst("^0+(?=.)", "")
        : plain;
  }

  /// What the answer may have said, the likeliest first; each in its normal form. An id that is no
  /// number stands for itself.
  public List<String> candidates(String receiptId) {
    String id = normal(receiptId);
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(id);
    if (this != HEX && DECIMAL_NUMBER.matcher(id).matches()) {
      candidates.add(new BigInteger(id, 10).toString(16));
    }
    if (this != DECIMAL && HEX_NUMBER.matcher(id).matches()) {
      candidates.add(new BigInteger(id, 16).toString(10));
    }
    return List.copyOf(candidates);
  }
}
