package dev.runtimeagent.domain.catalog;

/** A bundle whose definitions are all there. */
public record CompleteBundle(
    ListedBundle listed, WholeList<ApiDefinition> apis, WholeList<EventDefinition> events) {

  Bundle bundle() {
    return new Bundle(
        listed.id(),
        listed.name(),
        listed.description(),
        listed.instanceAuthRequestInputSchema(),
        listed.auth(),
        apis.items(),
        events.items());
  }

  boolean turned() {
    return apis.turned() || events.turned();
  }
}
