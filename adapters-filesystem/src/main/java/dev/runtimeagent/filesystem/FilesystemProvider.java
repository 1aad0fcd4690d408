package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.KymaSettings;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.application.setting.SettingValues;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Offers a folder as home and target. */
public final class FilesystemProvider implements RuntimeProvider {
  static final Setting<Path> STORE_DIR =
      Setting.withDefault(
          "APP_STORE_DIR",
          SettingType.PATH,
          "./runtime-agent-store",
          "folder of the filesystem store");

  @Override
  public String name() {
    return "filesystem";
  }

  @Override
  public Set<Facet> facets() {
    return EnumSet.allOf(Facet.class);
  }

  @Override
  public List<Setting<?>> settings() {
    return Stream.concat(Stream.of(STORE_DIR), KymaSettings.all().stream()).toList();
  }

  @Override
  public Opening open(Set<Facet> facets, SettingValues settings, Surroundings surroundings) {
    return new Opening.Opened(
        new StoreRuntime(
            new StoreLayout(settings.get(STORE_DIR)),
            facets,
            KymaSettings.form(settings, StoreLayout.KEPT_SECRETS),
            surroundings));
  }
}
