package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any bytes, as if the API server had answered them for a list of metadata. */
class MetadataListFuzzTest {
  @FuzzTest
  void isReadAlikeWhenWrittenAgain(byte[] bytes) throws IOException {
    Map<String, @Nullable Object> read;
    try {
      read = MetadataList.read(new ByteArrayInputStream(bytes));
    } catch (IOException _) {
      return;
    }
    assertThat(MetadataList.read(new ByteArrayInputStream(WrittenMetadata.list(read))))
        .isEqualTo(read);
  }
}
