package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** PEM blocks; text around them is skipped, as Compass does. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----\\s([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /** A block's label and what it holds. */
  static final class Block {
    private final String label;
    private final byte[] der;

    private Block(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }

    String label() {
      return label;
    }

    byte[] der() {
      return der.clone();
    }
  }

  /**
   * All blocks of a text, in their order.
   *
   * @throws IllegalArgumentException if a block's content is not base64
   */
  static List<Block> blocks(String text) {
    var blocks = new ArrayList<Block>();
    var matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(
          new Block(
              matcher.group(1),
              Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""))));
    }
    return blocks;
  }

  static String text(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + new String(LINES.encode(der), US_ASCII)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
