package dev.runtimeagent.application.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.domain.SecretText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  private static final Setting<Integer> PORT =
      Setting.withDefault("APP_NGINX_PORT", SettingType.PORT, "8080", "where it listens");

  private static final Setting<SecretText> PASSWORD =
      Setting.optional("APP_NGINX_PASSWORD", SettingType.SECRET, "what it asks for");

  @ParameterizedTest
  @ValueSource(strings = {"NGINX_PORT", "APP_", "APP_nginx", "APP__X", "APP_X=1", ""})
  void refusesANameThatNoEnvironmentHas(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.optional(name, SettingType.TEXT, "anything"))
        .withMessageContaining("no name of a setting");
  }

  @Test
  void refusesADefaultThatCannotBeUsed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.withDefault("APP_X", SettingType.PORT, "http", "anything"))
        .withMessageContaining("APP_X");
  }

  @Test
  void hasItsDefaultWhereNothingIsSet() {
    var values = new SettingValues(Map.of());
    assertThat(values.get(PORT)).isEqualTo(8080);
    assertThat(values.find(PASSWORD)).isEmpty();
    assertThat(values.isSet(PORT)).isFalse();
  }

  @Test
  void hasTheValueThatIsSet() {
    var values =
        new SettingValues(Map.of("APP_NGINX_PORT", "8080", "APP_NGINX_PASSWORD", "canary"));
    assertThat(values.isSet(PORT)).isTrue();
    assertThat(values.get(PASSWORD).reveal()).isEqualTo("canary");
    assertThat(values).asString().contains("APP_NGINX_PASSWORD").doesNotContain("canary");
  }

  @Test
  void namesTheSettingThatHasNoValue() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SettingValues(Map.of()).get(PASSWORD))
        .withMessageContaining("APP_NGINX_PASSWORD");
  }

  @ParameterizedTest
  @CsvSource({
    "ns/name,ns,name",
    "name,default,name",
    "/name,default,name",
    "name/,default,name",
    "ns/name/more,ns,name"
  })
  void readsNamespacedNamesAsTheGoAgentDoes(String text, String namespace, String name) {
    assertThat(SettingType.NAMESPACED_NAME.reader().apply(text))
        .contains(new NamespacedName(namespace, name));
  }
}
