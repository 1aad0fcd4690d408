package dev.runtimeagent.sandbox.certificate;

/** The attributes every subject must have, as the Connector is configured (P 1.2). */
public record SubjectProfile(
    String organization,
    String organizationalUnit,
    String locality,
    String province,
    String country) {

  /** The defaults of Compass' chart. */
  public static final SubjectProfile CHART_DEFAULT =
      new SubjectProfile("Org", "OrgUnit", "locality", "province", "DE");

  /** The subject a Runtime is told; values are not escaped. */
  public String subjectOf(String commonName) {
    return "O=%s,OU=%s,L=%s,ST=%s,C=%s,CN=%s"
        .formatted(organization, organizationalUnit, locality, province, country, commonName);
  }
}
