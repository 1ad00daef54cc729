#!/bin/sh
# Writes before.json, before.tfstate, plan.json and new.json into ../golden/terraform: see README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/../golden/terraform"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${PROVIDER:-}" ]; then
  cp "$here"/provider/* "$work"
  (cd "$work" && go mod tidy && go build -o bin/terraform-provider-aws .)
  PROVIDER="$work/bin"
fi
cat > "$work/rc" <<RC
provider_installation {
  dev_overrides {
    "hashicorp/aws" = "$PROVIDER"
  }
  direct {}
}
RC
export TF_CLI_CONFIG_FILE="$work/rc"
cp -r "$here/estate" "$work/estate"
cd "$work/estate"
terraform get > /dev/null
terraform plan -out new -var later=true > /dev/null
terraform show -json new | node -e "$(cat "$here/spread.js")" > "$out/new.json"
sed -e 's/aws_iam_role" "renamed"/aws_iam_role" "old"/' -e '/^moved {/,/^}/d' -i main.tf
terraform apply -auto-approve -var later=false > /dev/null
terraform show -json | node -e "$(cat "$here/spread.js")" > "$out/before.json"
terraform state pull > "$out/before.tfstate"
cp "$here/estate/main.tf" main.tf
terraform plan -out p -var later=true > /dev/null
terraform show -json p | node -e "$(cat "$here/spread.js")" > "$out/plan.json"
