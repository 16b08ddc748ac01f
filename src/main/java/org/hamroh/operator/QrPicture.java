package org.hamroh.operator;

import io.nayuki.qrcodegen.QrCode;

/// A QR picture as one SVG path, so that it needs no image file and no script.
///
/// @param size in squares, with the white edge that readers need
/// @param path of the dark squares
record QrPicture(int size, String path) {

  /// White squares around it (ISO/IEC 18004).
  private static final int EDGE = 4;

  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < code.size; row++) {
      for (int column = 0; column < code.size; column++) {
        if (code.getModule(column, row)) {
          path.append('M').append(column + EDGE).append(' ').append(row + EDGE).append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * EDGE, path.toString());
  }
}
